using Kiln.Models.Reading;
using Kiln.Pictures;

namespace Kiln.Models.Tests.Reading;

/// <summary>No file makes <c>read</c> hang, take memory without bounds, or say anything but one line.</summary>
public sealed class DamagedImageTests
{
    [Theory]
    [InlineData("png")]
    [InlineData("jpg")]
    [InlineData("gif")]
    [InlineData("bmp")]
    [InlineData("webp")]
    public void EveryMutationEnds(string extension) => PictureDecoderChecks.EveryMutationEnds(extension, ImageFile.Decode);

    [Theory]
    [InlineData("png")]
    [InlineData("jpg")]
    [InlineData("gif")]
    [InlineData("bmp")]
    [InlineData("webp")]
    public void SamplesAreRead(string extension) => PictureDecoderChecks.SamplesAreRead(extension, ImageFile.Decode);

    [Theory]
    [InlineData("gray.jpg")]
    [InlineData("progressive.jpg")]
    [InlineData("gray.png")]
    [InlineData("gray.gif")]
    [InlineData("lossy.webp")]
    public void EveryCutEnds(string name) => PictureDecoderChecks.EveryCutEnds(name, ImageFile.Decode);

    [Theory]
    [InlineData("gray.png", 65535, 65535)]
    [InlineData("gray.png", 5000, 5000)]
    [InlineData("gray.jpg", 65535, 65535)]
    [InlineData("progressive.jpg", 65535, 65535)]
    [InlineData("gray.gif", 65535, 65535)]
    [InlineData("colours.bmp", 65535, 65535)]
    [InlineData("colours.bmp", -20000, 20000)]
    [InlineData("lossy.webp", 65535, 65535)]
    [InlineData("lossless.webp", 65535, 65535)]
    public void HugeExtentsAreRefused(string name, int height, int width) => PictureDecoderChecks.HugeExtentsAreRefused(name, height, width, ImageFile.Decode);

    [Theory]
    [InlineData("gray.tga")]
    [InlineData("runs.tga")]
    public void KindsThatItDoesNotReadAreSaid(string name)
    {
        PictureContent content = new(name, PictureSamples.Read(name));
        Assert.Equal(
            $"'{name}' is not a picture that can be read: save it as PNG, JPEG, GIF, BMP or WebP",
            Assert.Throws<PictureException>(() => ImageFile.Decode(content)).Message);
    }
}
