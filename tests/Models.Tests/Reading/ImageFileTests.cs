using Kiln.Models.Reading;
using Kiln.Pictures;
using SkiaSharp;

namespace Kiln.Models.Tests.Reading;

public sealed class ImageFileTests
{
    [Fact]
    public void GrayIsByte255Th()
    {
        GrayImage image = Read(PngWriter.Of(2, 1, depth: 8, PngWriter.Gray, [0, 0, 51]));
        Assert.Equal((1, 2), (image.Height, image.Width));
        Near([0, 51 / 255f], image.Pixels);
    }

    [Fact]
    public void SixteenBitsAreRead()
    {
        GrayImage gray = Read(PngWriter.Of(2, 1, depth: 16, PngWriter.Gray, [0, 0x80, 0x40, 0xFF, 0xFF]));
        Assert.Equal(0x8040 / 65535f, gray.Pixels[0], 1 / 512f);
        Assert.Equal(1, gray.Pixels[1]);

        // Eight bits would be 1e-3 off, half floats are 2e-4.
        GrayImage colour = Read(PngWriter.Of(1, 1, depth: 16, PngWriter.Rgb, [0, 0x80, 0x40, 0x80, 0x40, 0x80, 0x40]));
        Assert.Equal(0x8040 / 65535f, colour.Pixels[0], 3e-4f);
    }

    [Fact]
    public void APaletteIsLookedUp()
    {
        GrayImage image = Read(PngWriter.Of(3, 1, depth: 8, PngWriter.Palette, [0, 2, 0, 1], palette: [255, 255, 255, 0, 0, 0, 255, 0, 0]));
        Near([0.298936f, 1, 0], image.Pixels);
    }

    [Fact]
    public void ColoursBecomeGray()
    {
        GrayImage image = Read(PngWriter.Of(3, 1, depth: 8, PngWriter.Rgb, [0, 255, 0, 0, 0, 255, 0, 0, 0, 255]));
        Near([0.298936f, 0.587043f, 0.114021f], image.Pixels);
    }

    [Fact]
    public void TransparentPartsAreWhite()
    {
        GrayImage image = Read(PngWriter.Of(3, 1, depth: 8, PngWriter.Rgba, [0, 0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 51]));
        Near([1, 0, 0.8f], image.Pixels);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void OtherKindsAreRead(SKEncodedImageFormat format)
    {
        using SKBitmap bitmap = new(16, 8);
        bitmap.Erase(new SKColor(102, 102, 102));
        using SKData data = bitmap.Encode(format, 100);
        GrayImage image = Read(data.ToArray());
        Assert.Equal((8, 16), (image.Height, image.Width));
        Assert.All(image.Pixels, pixel => Assert.Equal(0.4f, pixel, 0.01f));
    }

    [Fact]
    public void TheShippedSentenceIsRead()
    {
        GrayImage image = ImageFile.Read(ShippedData.Find("data/sentence.png"));
        Assert.Equal((32, 576), (image.Height, image.Width));
        Assert.False(image.LooksLightOnDark);
        Assert.True(image.Inverted().LooksLightOnDark);
    }

    [Fact]
    public void AMissingFileIsSaid() =>
        Assert.Equal("there is no file 'nowhere.png'", Assert.Throws<PictureException>(() => ImageFile.Read("nowhere.png")).Message);

    [Fact]
    public void AnotherKindOfFileIsSaid() =>
        Assert.Contains("is not a picture", Assert.Throws<PictureException>(() => Read("text"u8.ToArray())).Message, StringComparison.Ordinal);

    [Fact]
    public void ACutPictureIsSaid()
    {
        Random random = new(1);
        byte[] rows = new byte[64 * 65];
        random.NextBytes(rows);
        for (int y = 0; y < 64; y++)
            rows[y * 65] = 0;
        byte[] whole = PngWriter.Of(64, 64, depth: 8, PngWriter.Gray, rows);
        Assert.Contains("is damaged", Assert.Throws<PictureException>(() => Read(whole[..^1500])).Message, StringComparison.Ordinal);
    }

    private static void Near(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 5e-4f);
    }

    private static GrayImage Read(byte[] content)
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder.File("image"), content);
        return ImageFile.Read(folder.File("image"));
    }
}
