using CsCheck;
using Kiln.Data;
using Kiln.Numerics;

namespace Kiln.Tests.Data;

public class ImageResamplingTests
{
    /// <summary>The formula over all pixels and both axes at once, in double precision, against sums axis by axis over the few that count.</summary>
    [Fact]
    public void Resampling_is_the_formula() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int[1, 4], Gen.Int[1, 12], Gen.Int[1, 12], Gen.Int[0, int.MaxValue]).Sample((height, width, channels, rows, columns, seed) =>
        {
            Shape from = new(height, width, channels), to = new(rows, columns, channels);
            SeededRandom random = new(seed);
            float[] image = Noise(from.Count, random);
            ImageWindow window = new(
                (random.NextDouble() * 6) - 3, (random.NextDouble() * 6) - 3, 0.2 + (random.NextDouble() * 2 * height), 0.2 + (random.NextDouble() * 2 * width));
            float[] actual = new float[to.Count];
            ImageResampling.Resample(image, from, window, actual, to);

            for (int y = 0; y < rows; y++)
                for (int x = 0; x < columns; x++)
                    for (int c = 0; c < channels; c++)
                        Assert.Equal(Expected(image, from, window, to, y, x, c), actual[(((y * columns) + x) * channels) + c], 2e-5);
        });

    [Fact]
    public void Whole_pixels_are_copied_bit_by_bit()
    {
        Shape from = new(7, 5, 3), to = new(4, 3, 3);
        float[] image = Noise(from.Count, new SeededRandom(1)), part = new float[to.Count];
        ImageResampling.Resample(image, from, new ImageWindow(2, 1, 4, 3), part, to);
        for (int y = 0; y < 4; y++)
            Assert.Equal(image.AsSpan((((y + 2) * 5) + 1) * 3, 9).ToArray(), part.AsSpan(y * 9, 9).ToArray());
    }

    /// <summary>What is not in the window does not touch it, be it ever so wrong.</summary>
    [Fact]
    public void A_copy_does_not_see_its_neighbours()
    {
        float[] image = [float.NaN, 1, 2, float.PositiveInfinity], part = new float[2];
        ImageResampling.Resample(image, new Shape(1, 4, 1), new ImageWindow(0, 1, 1, 2), part, new Shape(1, 2, 1));
        Assert.Equal([1, 2], part);
    }

    [Fact]
    public void Halving_averages_and_keeps_a_ramp()
    {
        float[] ramp = [.. Enumerable.Range(0, 16).Select(x => (float)x)], half = new float[8];
        ImageResampling.Resample(ramp, new Shape(1, 16, 1), ImageWindow.Whole(new Shape(1, 16, 1)), half, new Shape(1, 8, 1));
        for (int x = 1; x < 7; x++)
            Assert.Equal((2 * x) + 0.5f, half[x], 1e-5f);

        float[] stripes = [.. Enumerable.Range(0, 16).Select(x => (float)(x % 2))];
        ImageResampling.Resample(stripes, new Shape(1, 16, 1), ImageWindow.Whole(new Shape(1, 16, 1)), half, new Shape(1, 8, 1));
        for (int x = 1; x < 7; x++)
            Assert.Equal(0.5f, half[x], 1e-6f);
    }

    [Fact]
    public void Nearest_takes_the_pixel_under_the_middle()
    {
        Shape from = new(5, 7, 2), to = new(3, 4, 2);
        int[] map = [.. Enumerable.Range(0, from.Count)], part = new int[to.Count];
        ImageWindow window = new(0.7, -1.2, 3.3, 9.1);
        ImageResampling.Nearest<int>(map, from, window, part, to);
        for (int y = 0; y < 3; y++)
            for (int x = 0; x < 4; x++)
            {
                double down = 0.7 + ((y + 0.5) * 3.3 / 3), across = -1.2 + ((x + 0.5) * 9.1 / 4);
                int row = Enumerable.Range(0, 5).MinBy(place => Math.Abs(place + 0.5 - down)), column = Enumerable.Range(0, 7).MinBy(place => Math.Abs(place + 0.5 - across));
                for (int c = 0; c < 2; c++)
                    Assert.Equal((((row * 7) + column) * 2) + c, part[(((y * 4) + x) * 2) + c]);
            }
    }

    [Fact]
    public void The_middle_has_the_ratio_wanted()
    {
        Assert.Equal(new ImageWindow(0, 100, 300, 300), ImageWindow.Middle(new Shape(300, 500, 3), 224, 224));
        Assert.Equal(new ImageWindow(150, 0, 200, 400), ImageWindow.Middle(new Shape(500, 400, 3), 1, 2));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Shape shape = new(2, 3, 1);
        ImageWindow whole = ImageWindow.Whole(shape);
        Assert.Contains("an image of 2×3×1 needs 6 values, but 5 were given", Message(() => ImageResampling.Resample(new float[5], shape, whole, new float[6], shape)), StringComparison.Ordinal);
        Assert.Contains("the result of 2×3×1 needs 6 values, but 7 were given", Message(() => ImageResampling.Resample(new float[6], shape, whole, new float[7], shape)), StringComparison.Ordinal);
        Assert.Contains("cannot become one of 2×3×2", Message(() => ImageResampling.Resample(new float[6], shape, whole, new float[12], new Shape(2, 3, 2))), StringComparison.Ordinal);
        foreach (ImageWindow none in new[] { whole with { Height = 0 }, whole with { Width = double.NaN }, whole with { Top = double.NegativeInfinity } })
            Assert.Contains("is no part of an image", Message(() => ImageResampling.Nearest<float>(new float[6], shape, none, new float[6], shape)), StringComparison.Ordinal);
    }

    private static double Expected(float[] image, Shape from, ImageWindow window, Shape to, int y, int x, int c)
    {
        double down = window.Height / to.Height, along = window.Width / to.Width;
        double centreY = window.Top + ((y + 0.5) * down) - 0.5, centreX = window.Left + ((x + 0.5) * along) - 0.5;
        double sum = 0, weights = 0;
        for (int v = -40; v < 40; v++)
            for (int u = -40; u < 40; u++)
            {
                double weight = Math.Max(0, 1 - (Math.Abs(v - centreY) / Math.Max(down, 1))) * Math.Max(0, 1 - (Math.Abs(u - centreX) / Math.Max(along, 1)));
                int row = Math.Min(Math.Max(v, 0), from.Height - 1), column = Math.Min(Math.Max(u, 0), from.Width - 1);
                sum += weight * image[(((row * from.Width) + column) * from.Channels) + c];
                weights += weight;
            }

        return sum / weights;
    }

    private static float[] Noise(int count, SeededRandom random) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextDouble())];

    private static string Message(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}
