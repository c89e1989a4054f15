namespace Kiln.Models.Practical;

/// <summary>Filters that are not layers of a network, as the practical's own MATLAB files have them.</summary>
internal static class ImageFilters
{
    /// <summary>How far the taps of a Gaussian reach, in deviations.</summary>
    private const double Reach = 3.5;

    /// <summary>Smooths a gray picture with a Gaussian whose taps sum to 1. Beyond the border are zeros, so the border darkens.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="deviation">Of the Gaussian, in pixels; above 0.</param>
    public static ImageMap Smooth(ImageMap image, double deviation)
    {
        int reach = (int)Math.Ceiling(Reach * deviation);
        double[] taps = [.. Enumerable.Range(-reach, (2 * reach) + 1).Select(t => Math.Exp(-0.5 * (t / deviation) * (t / deviation)))];
        double sum = taps.Sum();
        taps = Array.ConvertAll(taps, tap => tap / sum);
        return Separable(image, taps, taps);
    }

    /// <summary>Correlates a gray picture with a column of taps, then with a row of them; beyond the border are zeros.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="down">The column: an odd number of taps.</param>
    /// <param name="along">The row: likewise.</param>
    public static ImageMap Separable(ImageMap image, double[] down, double[] along)
    {
        (int height, int width) = (image.Height, image.Width);
        double[] columns = new double[height * width];
        float[] result = new float[height * width];
        for (int y = 0; y < height; y++)
        {
            for (int t = 0; t < down.Length; t++)
            {
                int from = y + t - (down.Length / 2);
                if (from < 0 || from >= height)
                    continue;

                for (int x = 0; x < width; x++)
                    columns[(y * width) + x] += down[t] * image.Values[(from * width) + x];
            }
        }

        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double sum = 0;
                for (int t = 0; t < along.Length; t++)
                {
                    int from = x + t - (along.Length / 2);
                    if (from >= 0 && from < width)
                        sum += along[t] * columns[(y * width) + from];
                }

                result[(y * width) + x] = (float)sum;
            }
        }

        return image with { Values = result };
    }

    /// <summary>The middle of some numbers; of an even count the mean of the two in the middle.</summary>
    /// <param name="values">At least one.</param>
    public static float Median(float[] values)
    {
        float[] sorted = [.. values];
        Array.Sort(sorted);
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
