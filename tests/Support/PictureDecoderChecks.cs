using Kiln.Models.Reading;
using Kiln.Pictures;
using Xunit;

namespace Kiln.Tests.Support;

/// <summary>What both programs' picture decoders are held to; compiled into the tests of each, with that program's types.</summary>
internal static class PictureDecoderChecks
{
    private const string Name = "picture.file";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>Every sample of a kind is read, as the letters it shows.</summary>
    public static void SamplesAreRead(string extension, Func<PictureContent, GrayImage> decode)
    {
        string[] names = PictureSamples.Of(extension);
        Assert.NotEmpty(names);
        foreach (string name in names)
        {
            GrayImage image = decode(new PictureContent(name, PictureSamples.Read(name)));
            Assert.True((image.Height, image.Width) == (PictureSamples.Height, PictureSamples.Width), $"{name}: {image.Width}×{image.Height}");
            Assert.InRange(image.Pixels.Min(), 0, 0.15f);
            Assert.InRange(image.Pixels.Max(), 0.85f, 1);
            Assert.False(image.LooksLightOnDark, name);
        }
    }

    /// <summary>Whatever happened to a file, the decoder ends, with a picture or the one error that the command line shows in one line.</summary>
    public static void EveryMutationEnds(string extension, Func<PictureContent, GrayImage> decode) =>
        Watchdog.Each(PictureMutation.Of(extension), mutation => EndsWell(mutation.Bytes, decode), mutation => mutation.What, Limit);

    /// <summary>A sample cut anywhere ends.</summary>
    public static void EveryCutEnds(string name, Func<PictureContent, GrayImage> decode)
    {
        byte[] whole = PictureSamples.Read(name);
        Watchdog.Each(Enumerable.Range(0, whole.Length), length => EndsWell(whole[..length], decode), length => $"{name} cut to {length} bytes", Limit);
    }

    /// <summary>A header that claims far too many pixels is refused before there is room for any.</summary>
    public static void HugeExtentsAreRefused(string name, int height, int width, Func<PictureContent, GrayImage> decode)
    {
        const long FewBytes = 1 << 20;
        PictureContent content = new(name, PictureSamples.Claiming(name, height, width));
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<PictureException>(() => decode(content)).Message;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, FewBytes);

        // The libraries refuse the largest themselves.
        Assert.Matches("pixels, more than the|header cannot be understood", message);
    }

    private static void EndsWell(byte[] bytes, Func<PictureContent, GrayImage> decode)
    {
        try
        {
            GrayImage image = decode(new PictureContent(Name, bytes));
            Assert.InRange((long)image.Height * image.Width, 1, PictureContent.MostPixels);
            Assert.Equal(image.Height * image.Width, image.Pixels.Length);
        }
        catch (PictureException e)
        {
            Assert.Contains($"'{Name}'", e.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', e.Message);
        }
    }
}
