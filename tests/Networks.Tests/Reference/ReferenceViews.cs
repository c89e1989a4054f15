namespace Kiln.Networks.Tests.Reference;

/// <summary>A kind that puts each element of its first input in at most one place, and 0 elsewhere.</summary>
internal abstract class ReferenceView : ReferenceKind
{
    public override ReferenceStep Forward(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output, ReferenceForward run)
    {
        ReadOnlySpan<double> biases = run.Array(layer, "Biases");
        for (int i = 0; i < output.Length; i++)
            output.Sources[i] = -1 - (i % output.Shape.Channels);

        foreach ((int from, int to) in Places(layer, inputs, output))
            (output[to], output.Sources[to]) = (inputs[0][from], inputs[0].Sources[from]);

        for (int i = 0; i < output.Length && !biases.IsEmpty; i++)
            output[i] += biases[i % biases.Length];

        return new ReferenceStep(layer, inputs, output);
    }

    public override IReadOnlyList<ReferenceMap> Backward(ReferenceStep step, ReferenceMap gradient, ReferenceBackward run)
    {
        ReferenceMap[] results = [.. step.Inputs.Select(input => new ReferenceMap(input.Images, input.Shape))];
        foreach ((int from, int to) in Places(step.Layer, step.Inputs, gradient))
            results[0][from] = gradient[to];

        ReferenceSum biases = run.Gradient(step.Layer, "Biases");
        for (int i = 0; i < gradient.Length && biases.Length > 0; i++)
            biases.Add(i % biases.Length, gradient[i]);

        return results;
    }

    /// <summary>Which element of the first input stands where.</summary>
    protected abstract IEnumerable<(int From, int To)> Places(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output);

    /// <summary>The places of pixels at equal distances.</summary>
    protected static IEnumerable<(int From, int To)> Grid(ReferenceMap x, ReferenceMap output, (int Y, int X) strides, (int Y, int X) first)
    {
        for (int n = 0; n < output.Images; n++)
            for (int i = 0; i < output.Shape.Height; i++)
                for (int j = 0; j < output.Shape.Width; j++)
                {
                    int row = (i * strides.Y) + first.Y, column = (j * strides.X) + first.X;
                    for (int c = 0; c < output.Shape.Channels && row >= 0 && row < x.Shape.Height && column >= 0 && column < x.Shape.Width; c++)
                        yield return (x.At(n, row, column) + c, output.At(n, i, j) + c);
                }
    }
}

/// <summary>One pixel of so many.</summary>
internal sealed class ReferenceSubsample : ReferenceView
{
    public override Shape Output(LayerDescription layer, IReadOnlyList<Shape> inputs) => Windows.Output(layer.Window, inputs[0], inputs[0].Channels);

    protected override IEnumerable<(int From, int To)> Places(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output) =>
        Grid(inputs[0], output, (layer.Window.StrideY, layer.Window.StrideX), (-layer.Window.PadTop, -layer.Window.PadLeft));
}

/// <summary>A map without some rows and columns, which its pads below 0 say; of two maps it gets the extents of the second.</summary>
internal sealed class ReferenceCrop : ReferenceView
{
    public override Shape Output(LayerDescription layer, IReadOnlyList<Shape> inputs) =>
        inputs.Count == 2 ? inputs[1] with { Channels = inputs[0].Channels } : Windows.Output(layer.Window, inputs[0], inputs[0].Channels);

    protected override IEnumerable<(int From, int To)> Places(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output) =>
        Grid(inputs[0], output, (1, 1), (-layer.Window.PadTop, -layer.Window.PadLeft));
}

/// <summary>All elements in their order in one pixel.</summary>
internal sealed class ReferenceFlatten : ReferenceView
{
    public override Shape Output(LayerDescription layer, IReadOnlyList<Shape> inputs) => new(1, 1, inputs[0].Count);

    protected override IEnumerable<(int From, int To)> Places(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output) =>
        Enumerable.Range(0, output.Length).Select(i => (i, i));
}
