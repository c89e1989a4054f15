using Kiln.Data;
using Kiln.Numerics;

namespace Kiln.Tests.Data;

public class ColourTests
{
    private const int Pixels = 35;

    /// <summary>One factor explains every pixel of an image, in the units of [0, 1] and whatever the normalization.</summary>
    [Theory]
    [InlineData("brightness", 3)]
    [InlineData("brightness", 1)]
    [InlineData("contrast", 3)]
    [InlineData("contrast", 1)]
    [InlineData("contrast", 4)]
    [InlineData("saturation", 3)]
    public void One_factor_moves_all_pixels_from_the_reference(string change, int channels)
    {
        SeededRandom random = new(3);
        float[] pixels = [.. Enumerable.Range(0, Pixels * channels).Select(_ => (float)random.NextDouble())];
        ImageNormalization normalization = new(0.4f, 3);
        ImageSet set = new(new Shape(5, 7, channels), pixels, new[] { 1 }, normalization);
        IImageSource source = change switch
        {
            "brightness" => set.Brightness(0.5),
            "contrast" => set.Contrast(0.5),
            _ => set.Saturation(0.5),
        };

        double least = 9, most = 0;
        bool cut = false;
        for (int stream = 0; stream < 200; stream++)
        {
            double[] changed = [.. Drawn.From(source, 0, stream).Input.Select(input => (input / 3.0) + 0.4)];
            double[] references = References(change, pixels, channels);
            double factor = Enumerable.Range(0, pixels.Length)
                .Where(i => Math.Abs(pixels[i] - references[i]) > 0.1 && changed[i] is > 0.01 and < 0.99)
                .Select(i => (changed[i] - references[i]) / (pixels[i] - references[i]))
                .First();
            Assert.InRange(factor, 0.499, 1.501);
            (least, most) = (Math.Min(least, factor), Math.Max(most, factor));
            for (int i = 0; i < pixels.Length; i++)
            {
                double moved = references[i] + (factor * (pixels[i] - references[i]));
                cut |= moved is < 0 or > 1;
                Assert.Equal(Math.Min(Math.Max(moved, 0), 1), changed[i], 1e-4);
            }
        }

        Assert.InRange(least, 0.499, 0.53);
        Assert.InRange(most, 1.47, 1.501);
        Assert.True(cut);
    }

    [Fact]
    public void No_amount_changes_nothing()
    {
        ImageSet set = new(new Shape(1, 2, 3), new float[] { 0, 0.25f, 1, 0.5f, 0.75f, 1 }, new[] { 0 });
        Assert.Equal([0, 0.25f, 1, 0.5f, 0.75f, 1], Drawn.From(set.Brightness(0).Contrast(0).Saturation(0), 0, 9).Input);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        ImageSet gray = new(new Shape(1, 2, 1), new float[2], new[] { 0 });
        Assert.Contains("images of 1×2×1 have 1 channels and not 3", Assert.Throws<ArgumentException>(() => gray.Saturation(0.5)).Message, StringComparison.Ordinal);
        Assert.Contains("an amount is from 0 to 1", Assert.ThrowsAny<ArgumentException>(() => gray.Contrast(-0.1)).Message, StringComparison.Ordinal);
        Assert.Contains("an amount is from 0 to 1", Assert.ThrowsAny<ArgumentException>(() => gray.Brightness(double.NaN)).Message, StringComparison.Ordinal);
    }

    private static double[] References(string change, float[] pixels, int channels)
    {
        double[] grays = [.. pixels.Chunk(channels).Select(pixel => channels == 3 ? (0.298936 * pixel[0]) + (0.587043 * pixel[1]) + (0.114021 * pixel[2]) : pixel.Average(value => (double)value))];
        return [.. Enumerable.Range(0, pixels.Length).Select(i => change switch { "brightness" => 0, "contrast" => grays.Average(), _ => grays[i / channels] })];
    }
}
