namespace Kiln.Networks.Tests.Reference;

/// <summary>The first maximum of every window clipped to the map, down the columns from left to right.</summary>
internal sealed class ReferenceMaxPool : ReferenceKind
{
    public override Shape Output(LayerDescription layer, IReadOnlyList<Shape> inputs) => Windows.Output(layer.Window, inputs[0], inputs[0].Channels);

    public override ReferenceStep Forward(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output, ReferenceForward run)
    {
        (ReferenceMap x, ReferenceMap y) = (inputs[0], output);
        ReferenceStep step = new(layer, inputs, output) { Branches = new int[y.Length] };
        for (int n = 0; n < y.Images; n++)
            for (int i = 0; i < y.Shape.Height; i++)
                for (int j = 0; j < y.Shape.Width; j++)
                {
                    int[] pixels = [.. PoolWindows.Pixels(x, layer.Window, n, i, j)];
                    for (int c = 0; c < y.Shape.Channels; c++)
                    {
                        int best = pixels[0] + c;
                        foreach (int pixel in pixels)
                            best = x.Values[pixel + c] > x.Values[best] ? pixel + c : best;

                        // Copies of one value tie in any arithmetic.
                        foreach (int other in pixels.Select(pixel => pixel + c).Where(other => x.Sources[other] != x.Sources[best]))
                            step.Decide(n, x.Values[best] - x.Values[other], x.Deviations[best] + x.Deviations[other]);

                        int to = y.At(n, i, j) + c;
                        step.Branches[to] = best;
                        y[to] = x[best];
                        y.Sources[to] = x.Sources[best];
                    }
                }

        return step;
    }

    /// <summary>Every gradient at its winner.</summary>
    public override IReadOnlyList<ReferenceMap> Backward(ReferenceStep step, ReferenceMap gradient, ReferenceBackward run)
    {
        ReferenceSum sum = new(step.Input.Length);
        for (int i = 0; i < gradient.Length; i++)
            sum.Add(step.Branches[i], gradient.Values[i], gradient.Errors[i]);

        return [sum.ToMap(step.Input.Images, step.Input.Shape)];
    }
}

/// <summary>The mean of the pixels that a window has in the map.</summary>
internal sealed class ReferenceAvgPool : ReferenceKind
{
    public override Shape Output(LayerDescription layer, IReadOnlyList<Shape> inputs) => Windows.Output(layer.Window, inputs[0], inputs[0].Channels);

    public override ReferenceStep Forward(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output, ReferenceForward run)
    {
        (ReferenceMap x, ReferenceMap y) = (inputs[0], output);
        for (int n = 0; n < y.Images; n++)
            for (int i = 0; i < y.Shape.Height; i++)
                for (int j = 0; j < y.Shape.Width; j++)
                {
                    int[] pixels = [.. PoolWindows.Pixels(x, layer.Window, n, i, j)];
                    for (int c = 0; c < y.Shape.Channels; c++)
                    {
                        RoundedSum sum = default;
                        foreach (int pixel in pixels)
                            sum.Add(x[pixel + c]);

                        y[y.At(n, i, j) + c] = sum.Total() * Rounded.Constant(1.0 / pixels.Length);
                    }
                }

        y.NumberSources();
        return new ReferenceStep(layer, inputs, output);
    }

    /// <summary>Every gradient in equal shares to the pixels of its window.</summary>
    public override IReadOnlyList<ReferenceMap> Backward(ReferenceStep step, ReferenceMap gradient, ReferenceBackward run)
    {
        ReferenceMap x = step.Input;
        ReferenceSum sum = new(x.Length);
        for (int n = 0; n < gradient.Images; n++)
            for (int i = 0; i < gradient.Shape.Height; i++)
                for (int j = 0; j < gradient.Shape.Width; j++)
                {
                    int[] pixels = [.. PoolWindows.Pixels(x, step.Layer.Window, n, i, j)];
                    for (int c = 0; c < gradient.Shape.Channels; c++)
                    {
                        Rounded share = gradient[gradient.At(n, i, j) + c] * Rounded.Constant(1.0 / pixels.Length);
                        foreach (int pixel in pixels)
                            sum.Add(pixel + c, share.Value, share.Error);
                    }
                }

        return [sum.ToMap(x.Images, x.Shape)];
    }
}

/// <summary>What pools look at.</summary>
file static class PoolWindows
{
    /// <summary>The pixels of a pool's window that are in the map, down the columns from left to right.</summary>
    public static IEnumerable<int> Pixels(ReferenceMap x, WindowDescription window, int n, int i, int j)
    {
        int height = window.IsWholeMap ? x.Shape.Height : window.Height, width = window.IsWholeMap ? x.Shape.Width : window.Width;
        for (int v = 0; v < width; v++)
            for (int u = 0; u < height; u++)
            {
                int row = (i * window.StrideY) + u - window.PadTop, column = (j * window.StrideX) + v - window.PadLeft;
                if (row >= 0 && row < x.Shape.Height && column >= 0 && column < x.Shape.Width)
                    yield return x.At(n, row, column);
            }
    }
}
