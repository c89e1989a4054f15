namespace Kiln.Networks.Tests.Reference;

/// <summary>Convolution as its definition says, in plain loops; a dense layer is one whose filters are as large as its training map.</summary>
/// <remarks><c>y(i, j, k) = b(k) + Σ w(u, v, c, k) · x(i·strideY + u·dilationY − padTop, j·strideX + v·dilationX − padLeft, g·depth + c)</c>, x = 0
/// outside, where filter k is in group g of as many channels as a filter is deep.</remarks>
internal sealed class ReferenceConv : ReferenceKind
{
    public override Shape Output(LayerDescription layer, IReadOnlyList<Shape> inputs) => Windows.Output(layer.Window, inputs[0], layer.Filters);

    public override ReferenceStep Forward(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output, ReferenceForward run)
    {
        (ReferenceMap x, ReferenceMap y) = (inputs[0], output);
        ReadOnlySpan<double> w = run.Weights(layer), b = run.Array(layer, "Biases");
        int filters = layer.Filters, groups = Groups(layer), depth = x.Shape.Channels / groups, share = filters / groups;
        double[] magnitudes = new double[y.Length], variances = new double[y.Length];
        for (int n = 0; n < y.Images; n++)
            for (int i = 0; i < y.Shape.Height; i++)
                for (int j = 0; j < y.Shape.Width; j++)
                {
                    int to = y.At(n, i, j);
                    foreach ((int from, int tap) in Taps(x, layer.Window, n, i, j))
                        for (int channel = 0; channel < x.Shape.Channels; channel++)
                        {
                            double value = x.Values[from + channel], error = x.Errors[from + channel], deviation = x.Deviations[from + channel];
                            (int group, int c) = (channel / depth, channel % depth);
                            ReadOnlySpan<double> row = w.Slice((((tap * depth) + c) * filters) + (group * share), share);
                            for (int k = 0; k < share; k++)
                            {
                                double term = row[k] * value, spread = row[k] * deviation;
                                int at = to + (group * share) + k;
                                y.Values[at] += term;
                                magnitudes[at] += Math.Abs(term);
                                y.Errors[at] += Math.Abs(row[k]) * error;
                                variances[at] += spread * spread;
                            }
                        }
                }

        y.NumberSources();
        for (int i = 0; i < y.Length; i++)
        {
            // A sum of nothing but zeros is its bias, exactly, and a copy of the others that are; in Winograd's domain it is what cancels in its tile.
            bool alone = magnitudes[i] == 0 && y.Errors[i] == 0;
            if (alone && !run.IsTransformed(layer))
                y.Sources[i] = -1 - (i % filters);

            double bias = b.IsEmpty ? 0 : b[i % filters];
            y.Values[i] += bias;
            magnitudes[i] += alone ? 0 : Math.Abs(bias);
        }

        double[] roundings = ReferenceMap.Roundings(magnitudes, run.IsTransformed(layer));
        for (int i = 0; i < roundings.Length; i++)
        {
            y.Errors[i] += roundings[i];
            y.Deviations[i] = Math.Sqrt(variances[i] + (roundings[i] * roundings[i]));
        }

        return new ReferenceStep(layer, inputs, output);
    }

    public override IReadOnlyList<ReferenceMap> Backward(ReferenceStep step, ReferenceMap gradient, ReferenceBackward run)
    {
        (LayerDescription layer, ReferenceMap x) = (step.Layer, step.Input);
        ReadOnlySpan<double> w = run.Array(layer, "Weights");
        ReferenceSum weights = run.Gradient(layer, "Weights"), biases = run.Gradient(layer, "Biases"), input = new(x.Length, run.IsTransformed(layer));
        int filters = layer.Filters, groups = Groups(layer), depth = x.Shape.Channels / groups, share = filters / groups;
        for (int n = 0; n < gradient.Images; n++)
            for (int i = 0; i < gradient.Shape.Height; i++)
                for (int j = 0; j < gradient.Shape.Width; j++)
                {
                    int at = gradient.At(n, i, j);
                    for (int k = 0; k < filters && biases.Length > 0; k++)
                        biases.Add(k, gradient.Values[at + k], gradient.Errors[at + k]);

                    foreach ((int from, int tap) in Taps(x, layer.Window, n, i, j))
                        for (int channel = 0; channel < x.Shape.Channels; channel++)
                        {
                            (int group, int c) = (channel / depth, channel % depth);
                            double value = x.Values[from + channel], brought = x.Errors[from + channel];
                            for (int k = group * share; k < (group + 1) * share; k++)
                            {
                                int weight = (((tap * depth) + c) * filters) + k;
                                double slope = gradient.Values[at + k], error = gradient.Errors[at + k];
                                weights.Add(weight, value * slope, (Math.Abs(value) * error) + (brought * Math.Abs(slope)));
                                input.Add(from + channel, w[weight] * slope, Math.Abs(w[weight]) * error);
                            }
                        }
                }

        return [input.ToMap(x.Images, x.Shape)];
    }

    private static int Groups(LayerDescription layer) => layer.Kind == "dense" ? 1 : (int)layer.Option("Groups");

    /// <summary>The pixels under the filter at one output position, and which of the filter's taps each is under.</summary>
    private static IEnumerable<(int From, int Tap)> Taps(ReferenceMap x, WindowDescription window, int n, int i, int j)
    {
        for (int u = 0; u < window.Height; u++)
            for (int v = 0; v < window.Width; v++)
            {
                int row = (i * window.StrideY) + (u * window.DilationY) - window.PadTop, column = (j * window.StrideX) + (v * window.DilationX) - window.PadLeft;
                if (row >= 0 && row < x.Shape.Height && column >= 0 && column < x.Shape.Width)
                    yield return (x.At(n, row, column), (u * window.Width) + v);
            }
    }
}
