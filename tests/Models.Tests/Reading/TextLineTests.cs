using Kiln.Models.Reading;

namespace Kiln.Models.Tests.Reading;

public sealed class TextLineTests
{
    private const int Height = 32, Half = 16;

    [Fact]
    public void ALineWithMarginsStaysAsItIs()
    {
        GrayImage image = ImageFile.Read(ShippedData.Find("data/sentence.png"));
        Assert.Same(image, TextLine.Prepare(image, Height, Half));
    }

    [Theory]
    [InlineData(64, 200, 100)]
    [InlineData(16, 50, 100)]
    [InlineData(100, 1000, 320)]
    [InlineData(7, 14, 64)]
    public void OtherHeightsAreScaled(int height, int width, int expectedWidth)
    {
        GrayImage gray = new(height, width, [.. Enumerable.Repeat(0.9f, height * width)]);
        GrayImage line = TextLine.Prepare(gray, Height, Half);
        Assert.Equal(32, line.Height);
        Assert.Equal(expectedWidth + 32, line.Width);
        Assert.All(line.Row(7)[16..^16].ToArray(), pixel => Assert.Equal(0.9f, pixel, 1e-5f));
    }

    [Fact]
    public void EveryInkedColumnBecomesTheMiddleOfAField()
    {
        float[] pixels = [.. Enumerable.Repeat(1f, 32 * 20)];
        pixels[(5 * 20) + 3] = 0;
        pixels[(9 * 20) + 12] = 0;
        GrayImage line = TextLine.Prepare(new GrayImage(32, 20, pixels), Height, Half);
        Assert.Equal(13 + 20 + 9, line.Width);
        Assert.True(line.HasInk(16));
        Assert.True(line.HasInk(line.Width - 1 - 16));
        Assert.Equal(2, Enumerable.Range(0, line.Width).Count(line.HasInk));
    }

    [Fact]
    public void TintedPaperBecomesWhiteAndGrayPrintBlack()
    {
        GrayImage tinted = new(1, 3, [0.3f, 0.5f, 0.7f]);
        Assert.Equal([0, 0.5f, 1], tinted.Stretched().Pixels.Select(pixel => MathF.Round(pixel, 5)));
        GrayImage blank = new(1, 3, [0.5f, 0.6f, 0.7f]);
        Assert.Same(blank, blank.Stretched());
    }

    [Theory]
    [InlineData(1, 100_000)]
    [InlineData(100_000, 1)]
    public void AThreadIsNoLine(int height, int width)
    {
        GrayImage thread = new(height, width, new float[height * width]);
        Assert.Contains("not a line of text", Assert.Throws<UserErrorException>(() => TextLine.Prepare(thread, Height, Half)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ShrinkingAveragesAndEnlargingInterpolates()
    {
        GrayImage stripes = new(8, 8, [.. Enumerable.Range(0, 64).Select(i => i % 2 == 0 ? 0f : 1f)]);
        Assert.All(Resampling.Resize(stripes, 8, 2).Pixels, pixel => Assert.Equal(0.5f, pixel, 0.1f));

        // Keys' kernel reproduces a ramp away from the border.
        GrayImage ramp = new(1, 10, [.. Enumerable.Range(0, 10).Select(i => i / 10f)]);
        GrayImage large = Resampling.Resize(ramp, 1, 40);
        for (int x = 8; x < 32; x++)
            Assert.Equal((((x + 0.5f) / 4) - 0.5f) / 10, large.Pixels[x], 1e-5f);
    }

    [Fact]
    public void TheSameSizeIsTheSamePicture()
    {
        Random random = new(1);
        GrayImage image = new(5, 7, [.. Enumerable.Range(0, 35).Select(_ => random.NextSingle())]);
        float[] same = Resampling.Resize(image, 5, 7).Pixels;
        for (int i = 0; i < same.Length; i++)
            Assert.Equal(image.Pixels[i], same[i], 1e-6f);
    }
}
