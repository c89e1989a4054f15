namespace Kiln.Models.Reading;

/// <summary>Resizes pictures as MATLAB's imresize: cubic interpolation, widened where it shrinks, so that fine strokes are averaged and not skipped.</summary>
internal static class Resampling
{
    private const double CubicRadius = 2;

    /// <summary>A picture of other extents.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="height">Rows wanted, at least 1.</param>
    /// <param name="width">Columns wanted, at least 1.</param>
    public static GrayImage Resize(GrayImage image, int height, int width)
    {
        Tap[][] down = Taps(image.Height, height);
        Tap[][] along = Taps(image.Width, width);
        GrayImage rows = new(height, image.Width, new float[height * image.Width]);
        for (int y = 0; y < height; y++)
        {
            Span<float> row = rows.Row(y);
            foreach (Tap tap in down[y])
            {
                ReadOnlySpan<float> source = image.Row(tap.Index);
                for (int x = 0; x < row.Length; x++)
                    row[x] += tap.Weight * source[x];
            }
        }

        GrayImage result = new(height, width, new float[height * width]);
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<float> source = rows.Row(y);
            for (int x = 0; x < width; x++)
            {
                float sum = 0;
                foreach (Tap tap in along[x])
                    sum += tap.Weight * source[tap.Index];

                // Cubic interpolation overshoots beside an edge; ink blacker than black is none.
                result.Row(y)[x] = Math.Clamp(sum, 0, 1);
            }
        }

        return result;
    }

    /// <summary>For every place of the result the places of the source that it is made of; the border repeats mirrored.</summary>
    private static Tap[][] Taps(int from, int to)
    {
        double scale = (double)to / from;
        double stretch = Math.Min(scale, 1);
        double radius = CubicRadius / stretch;
        Tap[][] taps = new Tap[to][];
        for (int i = 0; i < to; i++)
        {
            double centre = ((i + 0.5) / scale) - 0.5;
            int first = (int)Math.Ceiling(centre - radius), last = (int)Math.Floor(centre + radius);
            double[] weights = [.. Enumerable.Range(first, last - first + 1).Select(place => Cubic((place - centre) * stretch))];
            double sum = weights.Sum();
            taps[i] = [.. weights.Select((weight, k) => new Tap(Mirror(first + k, from), (float)(weight / sum)))];
        }

        return taps;
    }

    /// <summary>Keys' kernel with a = −1/2.</summary>
    private static double Cubic(double distance)
    {
        double x = Math.Abs(distance);
        return x <= 1 ? (((1.5 * x) - 2.5) * x * x) + 1
            : x < 2 ? (((((-0.5 * x) + 2.5) * x) - 4) * x) + 2
            : 0;
    }

    private static int Mirror(int index, int count)
    {
        int period = 2 * count;
        int place = ((index % period) + period) % period;
        return place < count ? place : period - 1 - place;
    }

    private readonly record struct Tap(int Index, float Weight);
}
