using System.Buffers;

namespace Kiln.Data;

/// <summary>Brings a part of an image to other extents. What lies beyond the border repeats it.</summary>
public static class ImageResampling
{
    /// <summary>Linear interpolation where the image grows; where it shrinks, the same triangle as wide as a pixel of the result, so that every pixel counts and
    /// fine lines are averaged instead of skipped. At whole pixels and the same scale it copies. Allocates nothing once its memory has been rented.</summary>
    /// <remarks>
    /// Along each axis, with <c>s</c> pixels of the image to one of the result, <c>r = max(s, 1)</c> and <c>c(i) = start + (i + ½)·s − ½</c>:
    /// <code>y(i) = Σ(p) w(p, i) · x(p) / Σ(p) w(p, i),   w(p, i) = max(0, 1 − |p − c(i)| / r)</code>
    /// </remarks>
    /// <param name="image">Rows, columns, channels, channels innermost.</param>
    /// <param name="from">Its extents.</param>
    /// <param name="window">Which part of it.</param>
    /// <param name="result">Gets the part.</param>
    /// <param name="to">Extents of the result; as many channels.</param>
    /// <exception cref="ArgumentException">A length or an extent does not fit.</exception>
    public static void Resample(ReadOnlySpan<float> image, Shape from, ImageWindow window, Span<float> result, Shape to)
    {
        Check(image.Length, from, window, result.Length, to);
        Axis down = new(window.Top, window.Height, from.Height, to.Height), along = new(window.Left, window.Width, from.Width, to.Width);
        int channels = from.Channels, row = to.Width * channels;
        int first = Math.Clamp(down.First(0), 0, from.Height - 1), last = Math.Clamp(down.Last(to.Height - 1), 0, from.Height - 1);

        // First along the rows that the window touches, then down the columns of what that gave.
        float[] rentedRows = ArrayPool<float>.Shared.Rent((last - first + 1) * row);
        float[] rentedWeights = ArrayPool<float>.Shared.Rent(Math.Max(to.Width * along.Taps, down.Taps));
        Span<float> rows = rentedRows.AsSpan(0, (last - first + 1) * row), weights = rentedWeights;
        rows.Clear();
        result.Clear();
        for (int x = 0; x < to.Width; x++)
            along.Weigh(x, weights.Slice(x * along.Taps, along.Taps));
        for (int y = first; y <= last; y++)
        {
            for (int x = 0; x < to.Width; x++)
            {
                int left = along.First(x);
                for (int tap = 0; tap < along.Taps; tap++)
                {
                    int source = (y * from.Width) + Math.Clamp(left + tap, 0, from.Width - 1);
                    Add(weights[(x * along.Taps) + tap], image.Slice(source * channels, channels), rows.Slice(((y - first) * row) + (x * channels), channels));
                }
            }
        }

        for (int y = 0; y < to.Height; y++)
        {
            int top = down.First(y);
            down.Weigh(y, weights[..down.Taps]);
            for (int tap = 0; tap < down.Taps; tap++)
                Add(weights[tap], rows.Slice((Math.Clamp(top + tap, first, last) - first) * row, row), result.Slice(y * row, row));
        }

        ArrayPool<float>.Shared.Return(rentedRows);
        ArrayPool<float>.Shared.Return(rentedWeights);
    }

    /// <summary>The pixel in which the middle of each pixel of the result lies: for labels, between which there is nothing.</summary>
    /// <typeparam name="T">Any type.</typeparam>
    /// <param name="map">Rows, columns, channels, channels innermost.</param>
    /// <param name="from">Its extents.</param>
    /// <param name="window">Which part of it.</param>
    /// <param name="result">Gets the part.</param>
    /// <param name="to">Extents of the result; as many channels.</param>
    /// <exception cref="ArgumentException">A length or an extent does not fit.</exception>
    public static void Nearest<T>(ReadOnlySpan<T> map, Shape from, ImageWindow window, Span<T> result, Shape to)
    {
        Check(map.Length, from, window, result.Length, to);
        Axis down = new(window.Top, window.Height, from.Height, to.Height), along = new(window.Left, window.Width, from.Width, to.Width);
        for (int y = 0; y < to.Height; y++)
        {
            int row = down.Nearest(y) * from.Width;
            for (int x = 0; x < to.Width; x++)
                map.Slice((row + along.Nearest(x)) * from.Channels, from.Channels).CopyTo(result[(((y * to.Width) + x) * from.Channels)..]);
        }
    }

    private static void Add(float weight, ReadOnlySpan<float> values, Span<float> sums)
    {
        if (weight == 0)
            return;

        for (int i = 0; i < values.Length; i++)
            sums[i] += weight * values[i];
    }

    private static void Check(int given, Shape from, ImageWindow window, int wanted, Shape to)
    {
        Require.Map(given, from, "an image", "image");
        Require.Map(wanted, to, "the result", "result");
        if (given == 0 || wanted == 0 || from.Channels != to.Channels)
            throw new ArgumentException($"an image of {from} cannot become one of {to}", nameof(to));
        if (!(window is { Height: > 0 and < double.PositiveInfinity, Width: > 0 and < double.PositiveInfinity } && double.IsFinite(window.Top) && double.IsFinite(window.Left)))
            throw new ArgumentException($"{window} is no part of an image", nameof(window));
    }

    /// <summary>What the places of the result are made of, along one axis.</summary>
    private readonly struct Axis(double start, double extent, int from, int to)
    {
        private readonly double scale = extent / to;
        private readonly double radius = Math.Max(extent / to, 1);

        /// <summary>Places of the source that count, at most.</summary>
        public int Taps => (int)Math.Floor(2 * radius) + 1;

        /// <summary>The first of them.</summary>
        public int First(int place) => (int)Math.Ceiling(Centre(place) - radius);

        /// <summary>Not before the last of them.</summary>
        public int Last(int place) => First(place) + Taps - 1;

        /// <summary>What each counts.</summary>
        public void Weigh(int place, Span<float> weights)
        {
            double sum = 0;
            for (int tap = 0; tap < weights.Length; tap++)
                sum += Weight(First(place) + tap, place);
            for (int tap = 0; tap < weights.Length; tap++)
                weights[tap] = (float)(Weight(First(place) + tap, place) / sum);
        }

        public int Nearest(int place) => Math.Clamp((int)Math.Floor(start + ((place + 0.5) * scale)), 0, from - 1);

        private double Weight(int source, int place) => Math.Max(0, 1 - (Math.Abs(source - Centre(place)) / radius));

        private double Centre(int place) => start + ((place + 0.5) * scale) - 0.5;
    }
}
