using Kiln.Interchange.Matlab;

namespace Kiln.Interchange.Tests.Matlab;

/// <summary>MatConvNet's layers by their definitions, in double, on maps whose first index runs fastest.</summary>
internal sealed class Direct
{
    private readonly double[] values;

    public Direct(int height, int width, int channels, Func<int, int, int, double> value)
    {
        (Height, Width, Channels) = (height, width, channels);
        values = new double[height * width * channels];
        for (int c = 0; c < channels; c++)
            for (int x = 0; x < width; x++)
                for (int y = 0; y < height; y++)
                    values[y + (height * (x + (width * c)))] = value(y, x, c);
    }

    public int Height { get; }

    public int Width { get; }

    public int Channels { get; }

    public double this[int y, int x, int c] => y < 0 || x < 0 || y >= Height || x >= Width ? 0 : values[y + (Height * (x + (Width * c)))];

    public Direct Conv(MatArray<float> filters, MatArray<float>? biases, int pad)
    {
        int[] extents = [.. filters.Dimensions, 1, 1];
        (int rows, int columns, int depth, int count) = (extents[0], extents[1], extents[2], extents[3]);
        float[] w = filters.Values.ToArray(), b = biases is null ? new float[count] : biases.Values.ToArray();
        int groups = Channels / depth, each = count / groups;
        return new Direct(Height + (2 * pad) - rows + 1, Width + (2 * pad) - columns + 1, count, (y, x, k) =>
        {
            double sum = b[k];
            for (int c = 0; c < depth; c++)
                for (int v = 0; v < columns; v++)
                    for (int u = 0; u < rows; u++)
                        sum += w[u + (rows * (v + (columns * (c + (depth * k)))))] * this[y + u - pad, x + v - pad, (k / each * depth) + c];

            return sum;
        });
    }

    public Direct Select(Func<double, int, double> change) => new(Height, Width, Channels, (y, x, c) => change(this[y, x, c], c));

    public Direct Relu() => Select((value, _) => Math.Max(0, value));

    public Direct BatchNorm(MatArray<float> factors, MatArray<float> offsets, MatArray<float> moments)
    {
        float[] g = factors.Values.ToArray(), b = offsets.Values.ToArray(), m = moments.Values.ToArray();
        return Select((value, c) => (g[c] / m[Channels + c] * (value - m[c])) + b[c]);
    }

    public Direct Pool(int size, bool average) => new(Height / size, Width / size, Channels, (y, x, c) =>
    {
        double[] window = [.. from u in Enumerable.Range(0, size) from v in Enumerable.Range(0, size) select this[(y * size) + u, (x * size) + v, c]];
        return average ? window.Average() : window.Max();
    });

    public Direct Lrn(int window, double kappa, double alpha, double beta) => new(Height, Width, Channels, (y, x, k) =>
    {
        int before = (window - 1) / 2, after = window - 1 - before;
        double sum = 0;
        for (int q = Math.Max(0, k - before); q <= Math.Min(Channels - 1, k + after); q++)
            sum += this[y, x, q] * this[y, x, q];
        return this[y, x, k] * Math.Pow(kappa + (alpha * sum), -beta);
    });

    public Direct Plus(Direct other) => new(Height, Width, Channels, (y, x, c) => this[y, x, c] + other[y, x, c]);

    public Direct Beside(Direct other) => new(Height, Width, Channels + other.Channels, (y, x, c) => c < Channels ? this[y, x, c] : other[y, x, c - Channels]);

    /// <summary>As Kiln has it: rows, columns, channels, the last running fastest.</summary>
    public float[] Rows() =>
        [.. from y in Enumerable.Range(0, Height) from x in Enumerable.Range(0, Width) from c in Enumerable.Range(0, Channels) select (float)this[y, x, c]];
}
