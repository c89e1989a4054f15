using System.Buffers.Binary;
using System.IO.Compression;
using Kiln.Pictures;

namespace Kiln.Reader.Tests;

/// <summary>No file makes the reader hang, take memory without bounds, or say anything but one line.</summary>
public sealed class DamagedPictureTests
{
    [Theory]
    [InlineData("png")]
    [InlineData("jpg")]
    [InlineData("bmp")]
    [InlineData("gif")]
    [InlineData("tga")]
    public void EveryMutationEnds(string extension) => PictureDecoderChecks.EveryMutationEnds(extension, PictureFile.Decode);

    [Theory]
    [InlineData("png")]
    [InlineData("jpg")]
    [InlineData("bmp")]
    [InlineData("gif")]
    [InlineData("tga")]
    public void SamplesAreRead(string extension) => PictureDecoderChecks.SamplesAreRead(extension, PictureFile.Decode);

    [Theory]
    [InlineData("gray.jpg")]
    [InlineData("progressive.jpg")]
    [InlineData("gray.png")]
    [InlineData("gray.gif")]
    public void EveryCutEnds(string name) => PictureDecoderChecks.EveryCutEnds(name, PictureFile.Decode);

    [Theory]
    [InlineData("gray.png", 65535, 65535)]
    [InlineData("gray.png", 5000, 5000)]
    [InlineData("gray.jpg", 65535, 65535)]
    [InlineData("progressive.jpg", 65535, 65535)]
    [InlineData("gray.gif", 65535, 65535)]
    [InlineData("colours.bmp", 65535, 65535)]
    [InlineData("colours.bmp", -20000, 20000)]
    [InlineData("colours.bmp", int.MinValue, 1)]
    [InlineData("runs.tga", 65535, 65535)]
    public void HugeExtentsAreRefused(string name, int height, int width) => PictureDecoderChecks.HugeExtentsAreRefused(name, height, width, PictureFile.Decode);

    /// <summary>The command itself, as a user types it: a JPEG cut short once kept it for ever.</summary>
    [Theory]
    [InlineData("gray.jpg", 15)]
    [InlineData("gray.jpg", 600)]
    [InlineData("progressive.jpg", 30)]
    [InlineData("progressive.jpg", 900)]
    [InlineData("restarts.jpg", 1500)]
    public void TheCommandSaysThatAJpegIsCut(string name, int bytes)
    {
        using TemporaryFolder folder = new();
        string path = folder.File(name);
        File.WriteAllBytes(path, PictureSamples.Read(name)[..bytes]);
        Watchdog.Each(
            [path],
            cut =>
            {
                using StringWriter output = new(), error = new();
                Assert.Equal(1, CommandLine.Run([cut], output, error));
                Assert.Empty(output.ToString());
                Assert.StartsWith($"reader: '{path}' is damaged: it is cut short: it ends after {bytes} bytes, before its JPEG picture", error.ToString(), StringComparison.Ordinal);
                Assert.Single(error.ToString().TrimEnd().Split('\n'));
            },
            cut => cut,
            TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void AJpegWithoutItsEndIsCut() => Said("it is cut short", PictureSamples.Read("gray.jpg")[..^2]);

    /// <summary>After a marker that it does not know, the library stops and gives out whatever its memory held.</summary>
    [Fact]
    public void AJpegWithAForeignMarkerIsDamaged()
    {
        byte[] file = PictureSamples.Read("progressive.jpg");
        file[file.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]) + 1] = 0xCF;
        Said("its JPEG data cannot be decoded", file);
    }

    [Fact]
    public void AJpegOfHundredsOfPassesIsRefused()
    {
        byte[] file = PictureSamples.Read("progressive.jpg");
        int scan = file.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        Said("passes, more than the 100", [.. file[..scan], .. Enumerable.Repeat(file[scan..^2], 200).SelectMany(bytes => bytes), .. file[^2..]]);
    }

    [Fact]
    public void APngThatUnpacksToMoreThanItsPixelsIsRefused()
    {
        using MemoryStream packed = new();
        using (ZLibStream zeros = new(packed, CompressionLevel.Optimal, leaveOpen: true))
            zeros.Write(new byte[1 << 24]);
        Said("its pixels are more than the 72×32", WithPixels(packed.ToArray()));
    }

    [Fact]
    public void APngWhoseChunkClaimsAGigabyteIsRefused()
    {
        byte[] file = PictureSamples.Read("gray.png");
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(file.AsSpan().IndexOf("IDAT"u8) - 4), 1 << 30);
        Said("claims 1073741824 bytes", file);
    }

    [Fact]
    public void APngWithoutItsEndIsCut() => Said("it is cut short", PictureSamples.Read("gray.png")[..^12]);

    [Theory]
    [InlineData("lossy.webp")]
    [InlineData("lossless.webp")]
    public void KindsThatItDoesNotReadAreSaid(string name)
    {
        PictureContent content = new(name, PictureSamples.Read(name));
        Assert.Equal(
            $"'{name}' is not a picture that can be read: save it as PNG, JPEG, BMP, GIF or TGA",
            Assert.Throws<PictureException>(() => PictureFile.Decode(content)).Message);
    }

    /// <summary>The library would read these too, but nobody asked for it.</summary>
    [Theory]
    [InlineData("8BPS\0\u0001aaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 1 +X 1\naaaa")]
    [InlineData("a text that is longer than the header of a picture")]
    public void OtherFilesAreNoPictures(string text) => Said("is not a picture", [.. text.Select(letter => (byte)letter)]);

    [SkippableFact]
    public void AFileWithoutEndIsRefused()
    {
        Skip.IfNot(File.Exists("/dev/zero"), "this system has no file without end");
        Watchdog.Each(
            ["/dev/zero"],
            path => Assert.Contains("more than the", Assert.Throws<PictureException>(() => PictureFile.Read(path)).Message, StringComparison.Ordinal),
            path => path,
            TimeSpan.FromSeconds(10));
    }

    private static byte[] WithPixels(byte[] packed)
    {
        byte[] file = PictureSamples.Read("gray.png");
        int chunk = file.AsSpan().IndexOf("IDAT"u8) - 4;
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, packed.Length);
        byte[] result = [.. file[..chunk], .. length, .. "IDAT"u8, .. packed, 0, 0, 0, 0, .. file[^12..]];
        PngChecksums.Mend(result);
        return result;
    }

    private static void Said(string message, byte[] file) => Watchdog.Each(
        [file],
        bytes => Assert.Contains(message, Assert.Throws<PictureException>(() => PictureFile.Decode(new PictureContent("x", bytes))).Message, StringComparison.Ordinal),
        _ => message,
        TimeSpan.FromSeconds(2));
}
