namespace Kiln.Networks.Tests.Reference;

/// <summary>Every pixel spread over its window, as the definition says, in plain loops.</summary>
/// <remarks><c>y(i·strideY + u − cropTop, j·strideX + v − cropLeft, g·depth + k) += w(u, v, k, c) · x(i, j, c)</c> for input channel c of group g, then <c>+ b</c>.</remarks>
internal sealed class ReferenceConvTranspose : ReferenceKind
{
    public override Shape Output(LayerDescription layer, IReadOnlyList<Shape> inputs)
    {
        WindowDescription window = layer.Window;
        return new Shape(
            ((inputs[0].Height - 1) * window.StrideY) + window.Height - window.PadTop - window.PadBottom,
            ((inputs[0].Width - 1) * window.StrideX) + window.Width - window.PadLeft - window.PadRight,
            layer.Filters);
    }

    public override ReferenceStep Forward(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output, ReferenceForward run)
    {
        ReferenceMap x = inputs[0];
        ReadOnlySpan<double> w = run.Array(layer, "Weights"), b = run.Array(layer, "Biases");
        RoundedSum[] sums = new RoundedSum[output.Length];
        foreach ((int from, int to, int weight) in Products(layer, x, output))
            sums[to].Add(x[from] * w[weight]);

        output.NumberSources();
        for (int i = 0; i < output.Length; i++)
        {
            int k = i % output.Shape.Channels;
            output[i] = b.IsEmpty ? sums[i].Total() : sums[i].Total() + b[k];

            // A pixel that no window reaches has its bias, exactly, as all such have.
            if (sums[i].Total() is { Value: 0, Error: 0 })
                output.Sources[i] = -1 - k;
        }

        return new ReferenceStep(layer, inputs, output);
    }

    public override IReadOnlyList<ReferenceMap> Backward(ReferenceStep step, ReferenceMap gradient, ReferenceBackward run)
    {
        ReadOnlySpan<double> w = run.Array(step.Layer, "Weights");
        ReferenceSum weights = run.Gradient(step.Layer, "Weights"), biases = run.Gradient(step.Layer, "Biases"), input = new(step.Input.Length);
        foreach ((int from, int to, int weight) in Products(step.Layer, step.Input, gradient))
        {
            weights.Add(weight, step.Input[from] * gradient[to]);
            input.Add(from, gradient[to] * w[weight]);
        }

        for (int i = 0; i < gradient.Length && biases.Length > 0; i++)
            biases.Add(i % gradient.Shape.Channels, gradient[i]);

        return [input.ToMap(step.Input.Images, step.Input.Shape)];
    }

    /// <summary>Every product: an element of x, one of y, a weight.</summary>
    private static IEnumerable<(int From, int To, int Weight)> Products(LayerDescription layer, ReferenceMap x, ReferenceMap y)
    {
        WindowDescription window = layer.Window;
        int groups = (int)layer.Option("Groups"), share = x.Shape.Channels / groups, depth = y.Shape.Channels / groups;
        for (int n = 0; n < x.Images; n++)
            for (int i = 0; i < x.Shape.Height; i++)
                for (int j = 0; j < x.Shape.Width; j++)
                    for (int u = 0; u < window.Height; u++)
                        for (int v = 0; v < window.Width; v++)
                        {
                            int row = (i * window.StrideY) + u - window.PadTop, column = (j * window.StrideX) + v - window.PadLeft;
                            if (row < 0 || row >= y.Shape.Height || column < 0 || column >= y.Shape.Width)
                                continue;

                            for (int c = 0; c < x.Shape.Channels; c++)
                                for (int k = 0; k < depth; k++)
                                    yield return (x.At(n, i, j) + c, y.At(n, row, column) + (c / share * depth) + k, (((((u * window.Width) + v) * depth) + k) * x.Shape.Channels) + c);
                        }
    }
}
