using System.Numerics;

namespace Kiln.Models.Reading;

/// <summary>How a pixel between others is made of them.</summary>
internal enum Interpolation
{
    /// <summary>Of four in a row, by Keys' kernel with a = −1/2.</summary>
    Bicubic,

    /// <summary>Of two in a row.</summary>
    Bilinear,
}

/// <summary>Resizes pictures as MATLAB's imresize: interpolation, widened where it shrinks, so that fine strokes are averaged and not skipped.</summary>
internal static class Resampling
{
    /// <summary>A gray picture of other extents.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="height">Rows wanted, at least 1.</param>
    /// <param name="width">Columns wanted, at least 1.</param>
    public static GrayImage Resize(GrayImage image, int height, int width)
    {
        // Cubic interpolation overshoots beside an edge; ink blacker than black is none.
        float[] pixels = Resize(image.Pixels, (image.Height, image.Width, 1), height, width);
        return new GrayImage(height, width, Array.ConvertAll(pixels, pixel => Math.Clamp(pixel, 0, 1)));
    }

    /// <summary>A picture of other extents, neither cut nor rounded.</summary>
    /// <param name="pixels">Row by row, the channels of a pixel side by side.</param>
    /// <param name="extents">Its rows, columns and channels.</param>
    /// <param name="height">Rows wanted, at least 1.</param>
    /// <param name="width">Columns wanted, at least 1.</param>
    /// <param name="interpolation">How to interpolate.</param>
    public static float[] Resize(
        float[] pixels, (int Height, int Width, int Channels) extents, int height, int width, Interpolation interpolation = Interpolation.Bicubic)
    {
        Tap[][] down = Taps(extents.Height, height, interpolation);
        Tap[][] along = Taps(extents.Width, width, interpolation);
        int row = extents.Width * extents.Channels;
        float[] rows = new float[height * row], result = new float[height * width * extents.Channels];
        for (int y = 0; y < height; y++)
        {
            Span<float> sums = rows.AsSpan(y * row, row);
            foreach (Tap tap in down[y])
            {
                ReadOnlySpan<float> source = pixels.AsSpan(tap.Index * row, row);
                int i = 0;
                for (; i <= row - Vector<float>.Count; i += Vector<float>.Count)
                    (new Vector<float>(sums[i..]) + (new Vector<float>(tap.Weight) * new Vector<float>(source[i..]))).CopyTo(sums[i..]);
                for (; i < row; i++)
                    sums[i] += tap.Weight * source[i];
            }

            for (int x = 0; x < width; x++)
            {
                for (int channel = 0; channel < extents.Channels; channel++)
                {
                    float sum = 0;
                    foreach (Tap tap in along[x])
                        sum += tap.Weight * sums[(tap.Index * extents.Channels) + channel];

                    result[(((y * width) + x) * extents.Channels) + channel] = sum;
                }
            }
        }

        return result;
    }

    /// <summary>For every place of the result the places of the source that it is made of; the border repeats mirrored.</summary>
    private static Tap[][] Taps(int from, int to, Interpolation interpolation)
    {
        (double reach, Func<double, double> kernel) = interpolation == Interpolation.Bicubic ? (2.0, (Func<double, double>)Cubic) : (1.0, Linear);
        double scale = (double)to / from;
        double stretch = Math.Min(scale, 1);
        double radius = reach / stretch;
        Tap[][] taps = new Tap[to][];
        for (int i = 0; i < to; i++)
        {
            double centre = ((i + 0.5) / scale) - 0.5;
            int first = (int)Math.Ceiling(centre - radius), last = (int)Math.Floor(centre + radius);
            double[] weights = [.. Enumerable.Range(first, last - first + 1).Select(place => kernel((place - centre) * stretch))];
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

    private static double Linear(double distance) => Math.Max(0, 1 - Math.Abs(distance));

    private static int Mirror(int index, int count)
    {
        int period = 2 * count;
        int place = ((index % period) + period) % period;
        return place < count ? place : period - 1 - place;
    }

    private readonly record struct Tap(int Index, float Weight);
}
