namespace Kiln.Networks.Tests.Reference;

/// <summary>Convolution as its definition says, in plain loops.</summary>
internal static class ReferenceConv
{
    /// <summary><c>y(i, j, k) = b(k) + Σ w(u, v, c, k) · x(i·strideY + u − padTop, j·strideX + v − padLeft, c)</c>, x = 0 outside.</summary>
    public static void Forward(ReferenceMap x, ReferenceMap y, WindowDescription window, ReadOnlySpan<double> w, ReadOnlySpan<double> b, bool transformed)
    {
        int filters = y.Shape.Channels;
        double[] magnitudes = new double[y.Values.Length], variances = new double[y.Values.Length];
        for (int n = 0; n < y.Images; n++)
            for (int i = 0; i < y.Shape.Height; i++)
                for (int j = 0; j < y.Shape.Width; j++)
                {
                    int to = y.At(n, i, j);
                    foreach ((int from, int weights) in Taps(x, window, n, i, j, filters))
                        for (int c = 0; c < x.Shape.Channels; c++)
                        {
                            double value = x.Values[from + c], error = x.Errors[from + c], deviation = x.Deviations[from + c];
                            ReadOnlySpan<double> row = w.Slice(weights + (c * filters), filters);
                            for (int k = 0; k < row.Length; k++)
                            {
                                double term = row[k] * value, spread = row[k] * deviation;
                                y.Values[to + k] += term;
                                magnitudes[to + k] += Math.Abs(term);
                                y.Errors[to + k] += Math.Abs(row[k]) * error;
                                variances[to + k] += spread * spread;
                            }
                        }

                    for (int k = 0; k < b.Length; k++)
                    {
                        // A sum of nothing but zeros is its bias, exactly.
                        y.Values[to + k] += b[k];
                        magnitudes[to + k] += magnitudes[to + k] == 0 ? 0 : Math.Abs(b[k]);
                    }
                }

        double[] roundings = ReferenceMap.Roundings(magnitudes, transformed);
        for (int i = 0; i < roundings.Length; i++)
        {
            y.Errors[i] += roundings[i];
            y.Deviations[i] = Math.Sqrt(variances[i] + (roundings[i] * roundings[i]));
        }

        y.NumberSources();
    }

    /// <summary>Gradients by weights, biases and input, from the gradient by the output.</summary>
    public static void Backward(ReferenceMap x, ReferenceMap gradient, WindowDescription window, ReadOnlySpan<double> w, ReferenceSum weights, ReferenceSum biases, ReferenceSum input)
    {
        int filters = gradient.Shape.Channels;
        for (int n = 0; n < gradient.Images; n++)
            for (int i = 0; i < gradient.Shape.Height; i++)
                for (int j = 0; j < gradient.Shape.Width; j++)
                {
                    int at = gradient.At(n, i, j);
                    for (int k = 0; k < filters && biases.Length > 0; k++)
                        biases.Add(k, gradient.Values[at + k], gradient.Errors[at + k]);

                    foreach ((int from, int first) in Taps(x, window, n, i, j, filters))
                        for (int c = 0; c < x.Shape.Channels; c++)
                            for (int k = 0; k < filters; k++)
                            {
                                int weight = first + (c * filters) + k;
                                double value = x.Values[from + c], slope = gradient.Values[at + k], error = gradient.Errors[at + k];
                                weights.Add(weight, value * slope, (Math.Abs(value) * error) + (x.Errors[from + c] * Math.Abs(slope)));
                                input.Add(from + c, w[weight] * slope, Math.Abs(w[weight]) * error);
                            }
                }
    }

    /// <summary>The pixels under the filter at one output position, and where the filter's weights for each begin.</summary>
    private static IEnumerable<(int From, int Weights)> Taps(ReferenceMap x, WindowDescription window, int n, int i, int j, int filters)
    {
        for (int u = 0; u < window.Height; u++)
            for (int v = 0; v < window.Width; v++)
            {
                int row = (i * window.StrideY) + u - window.PadTop, column = (j * window.StrideX) + v - window.PadLeft;
                if (row >= 0 && row < x.Shape.Height && column >= 0 && column < x.Shape.Width)
                    yield return (x.At(n, row, column), ((u * window.Width) + v) * x.Shape.Channels * filters);
            }
    }
}
