namespace Kiln.Networks.Tests.Reference;

/// <summary>n = (Σ |x|^p + ε)^(1/p) over the elements along some axes.</summary>
internal static class Norms
{
    private const int Rows = 1, Columns = 2, Channels = 4, Images = 8;

    /// <summary>The elements of a map that share each norm.</summary>
    public static IReadOnlyList<int[]> Groups(LayerDescription layer, ReferenceMap x)
    {
        int axes = (int)layer.Option("Axes");
        return [.. Enumerable.Range(0, x.Length).GroupBy(i =>
        {
            (int pixel, int c) = (i / x.Shape.Channels, i % x.Shape.Channels);
            (int line, int column) = (pixel / x.Shape.Width, pixel % x.Shape.Width);
            (int image, int row) = (line / x.Shape.Height, line % x.Shape.Height);
            return (Kept(image, Images), Kept(row, Rows), Kept(column, Columns), Kept(c, Channels));

            int Kept(int place, int axis) => (axes & axis) == 0 ? place : 0;
        }).Select(group => group.ToArray())];
    }

    /// <summary>The norm of a group.</summary>
    public static Rounded Of(LayerDescription layer, ReferenceMap x, int[] group)
    {
        RoundedSum sum = default;
        foreach (int i in group)
            sum.Add(Broadcasting.Power(x[i], layer.Option("Exponent")));

        return (sum.Total() + Rounded.Constant(layer.Option("Epsilon"))).Power(1 / layer.Option("Exponent"));
    }

    /// <summary>sign(x)·|x|^(p−1).</summary>
    public static Rounded Slope(LayerDescription layer, Rounded x) => Broadcasting.Power(x, layer.Option("Exponent") - 1) * Math.Sign(x.Value);

    /// <summary>Below p = 2 the slope jumps, or bends without end, where x is 0.</summary>
    public static void Decide(ReferenceStep step)
    {
        for (int i = 0; i < step.Input.Length && step.Layer.Option("Exponent") < 2; i++)
        {
            step.Branches[i] = Math.Sign(step.Input.Values[i]);
            step.Decide(step.Input.ImageOf(i), step.Input.Values[i], step.Input.Deviations[i]);
        }
    }
}

/// <summary>y = x / n, by the norms of x itself or by those of a second map.</summary>
internal sealed class ReferenceLpNorm : ReferenceKind
{
    public override ReferenceStep Forward(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output, ReferenceForward run)
    {
        ReferenceMap x = inputs[0];
        ReferenceStep step = new(layer, inputs, output) { Branches = new int[x.Length] };
        output.NumberSources();
        if (inputs.Count == 2)
        {
            for (int i = 0; i < x.Length; i++)
                output[i] = x[i] * Inverse(inputs[1][Broadcasting.Place(inputs[1], x, i)]);

            return step;
        }

        foreach (int[] group in Norms.Groups(layer, x))
        {
            Rounded inverse = Inverse(Norms.Of(layer, x, group));
            foreach (int i in group)
                output[i] = x[i] * inverse;
        }

        Norms.Decide(step);
        return step;
    }

    public override IReadOnlyList<ReferenceMap> Backward(ReferenceStep step, ReferenceMap gradient, ReferenceBackward run)
    {
        (LayerDescription layer, ReferenceMap x) = (step.Layer, step.Input);
        ReferenceMap result = new(x.Images, x.Shape);
        if (step.Inputs.Count == 2)
        {
            ReferenceMap norms = step.Inputs[1];
            ReferenceSum ofNorms = new(norms.Length);
            for (int i = 0; i < x.Length; i++)
            {
                int place = Broadcasting.Place(norms, x, i);
                Rounded inverse = Inverse(norms[place]);
                result[i] = gradient[i] * inverse;
                ofNorms.Add(place, -(gradient[i] * x[i] * (inverse * inverse)));
            }

            return [result, ofNorms.ToMap(norms.Images, norms.Shape)];
        }

        foreach (int[] group in Norms.Groups(layer, x))
        {
            Rounded norm = Norms.Of(layer, x, group);
            RoundedSum products = default;
            foreach (int i in group)
                products.Add(gradient[i] * x[i]);

            foreach (int i in group)
                result[i] = (gradient[i] * Inverse(norm)) - (Norms.Slope(layer, x[i]) * (products.Total() * Inverse(norm).Power(layer.Option("Exponent") + 1)));
        }

        return [result];
    }

    private static Rounded Inverse(Rounded x) => x.Through(1 / x.Value, -1 / (x.Value * x.Value), roundings: 1);
}

/// <summary>The norms alone.</summary>
internal sealed class ReferenceLpNorms : ReferenceKind
{
    public override Shape Output(LayerDescription layer, IReadOnlyList<Shape> inputs)
    {
        int axes = (int)layer.Option("Axes");
        return new((axes & 1) > 0 ? 1 : inputs[0].Height, (axes & 2) > 0 ? 1 : inputs[0].Width, (axes & 4) > 0 ? 1 : inputs[0].Channels);
    }

    public override ReferenceStep Forward(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output, ReferenceForward run)
    {
        ReferenceStep step = new(layer, inputs, output) { Branches = new int[inputs[0].Length] };
        output.NumberSources();
        foreach (int[] group in Norms.Groups(layer, inputs[0]))
            output[Broadcasting.Place(output, inputs[0], group[0])] = Norms.Of(layer, inputs[0], group);

        Norms.Decide(step);
        return step;
    }

    public override IReadOnlyList<ReferenceMap> Backward(ReferenceStep step, ReferenceMap gradient, ReferenceBackward run)
    {
        ReferenceMap x = step.Input, result = new(x.Images, x.Shape);
        for (int i = 0; i < x.Length; i++)
        {
            int place = Broadcasting.Place(gradient, x, i);
            Rounded power = step.Output[place].Power(1 - step.Layer.Option("Exponent"));
            result[i] = gradient[place] * power * Norms.Slope(step.Layer, x[i]);
        }

        return [result];
    }
}

/// <summary>y = x · (1 + α·m)^−β, m the mean of squares in the part of a window that lies on the map.</summary>
internal sealed class ReferenceSpatialNorm : ReferenceKind
{
    public override ReferenceStep Forward(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output, ReferenceForward run)
    {
        ReferenceMap x = inputs[0];
        output.NumberSources();
        foreach ((int at, int[] window) in Windows(layer, x))
            output[at] = x[at] * Factor(layer, x, window).Power(-layer.Option("Beta"));

        return new ReferenceStep(layer, inputs, output);
    }

    public override IReadOnlyList<ReferenceMap> Backward(ReferenceStep step, ReferenceMap gradient, ReferenceBackward run)
    {
        (LayerDescription layer, ReferenceMap x) = (step.Layer, step.Input);
        (double alpha, double beta) = (layer.Option("Alpha"), layer.Option("Beta"));
        RoundedSum[] spread = new RoundedSum[x.Length];
        ReferenceMap result = new(x.Images, x.Shape);
        foreach ((int at, int[] window) in Windows(layer, x))
        {
            Rounded factor = Factor(layer, x, window), product = gradient[at] * x[at] * factor.Power(-beta - 1);
            result[at] = gradient[at] * factor.Power(-beta);
            foreach (int i in window)
                spread[i].Add(product * Rounded.Constant(1.0 / window.Length));
        }

        for (int i = 0; i < x.Length; i++)
            result[i] -= x[i] * Rounded.Constant(2 * alpha * beta) * spread[i].Total();

        return [result];
    }

    private static Rounded Factor(LayerDescription layer, ReferenceMap x, int[] window)
    {
        RoundedSum squares = default;
        foreach (int i in window)
            squares.Add(x[i] * x[i]);

        return (squares.Total() * Rounded.Constant(1.0 / window.Length) * Rounded.Constant(layer.Option("Alpha"))) + 1;
    }

    /// <summary>Every element with those around it.</summary>
    private static IEnumerable<(int At, int[] Window)> Windows(LayerDescription layer, ReferenceMap x)
    {
        int height = (int)layer.Option("Height"), width = (int)layer.Option("Width");
        for (int n = 0; n < x.Images; n++)
            for (int i = 0; i < x.Shape.Height; i++)
                for (int j = 0; j < x.Shape.Width; j++)
                    for (int c = 0; c < x.Shape.Channels; c++)
                    {
                        List<int> window = [];
                        for (int row = i - ((height - 1) / 2); row < i - ((height - 1) / 2) + height; row++)
                            for (int column = j - ((width - 1) / 2); column < j - ((width - 1) / 2) + width; column++)
                            {
                                if (row >= 0 && row < x.Shape.Height && column >= 0 && column < x.Shape.Width)
                                    window.Add(x.At(n, row, column) + c);
                            }

                        yield return (x.At(n, i, j) + c, [.. window]);
                    }
    }
}

/// <summary>y = x − α·L^β, L = max(Σ x², 1e−8) over the channels.</summary>
internal sealed class ReferenceNormOffset : ReferenceKind
{
    public override ReferenceStep Forward(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output, ReferenceForward run)
    {
        ReferenceMap x = inputs[0];
        int channels = x.Shape.Channels;
        ReferenceStep step = new(layer, inputs, output) { Branches = new int[x.Length / channels] };
        output.NumberSources();
        for (int pixel = 0; pixel < x.Length / channels; pixel++)
        {
            Rounded length = Length(x, pixel);
            step.Branches[pixel] = length.Value > 1e-8 ? 1 : 0;
            step.Decide(x.ImageOf(pixel * channels), length.Value - 1e-8, length.Deviation);
            Rounded offset = Bound(length).Power(layer.Option("Beta")) * Rounded.Constant(layer.Option("Alpha"));
            for (int i = pixel * channels; i < (pixel + 1) * channels; i++)
                output[i] = x[i] - offset;
        }

        return step;
    }

    public override IReadOnlyList<ReferenceMap> Backward(ReferenceStep step, ReferenceMap gradient, ReferenceBackward run)
    {
        (LayerDescription layer, ReferenceMap x) = (step.Layer, step.Input);
        int channels = x.Shape.Channels;
        ReferenceMap result = new(x.Images, x.Shape);
        for (int pixel = 0; pixel < x.Length / channels; pixel++)
        {
            RoundedSum sum = default;
            for (int i = pixel * channels; i < (pixel + 1) * channels; i++)
                sum.Add(gradient[i]);

            Rounded factor = step.Branches[pixel] == 0 ? 0
                : sum.Total() * Length(x, pixel).Power(layer.Option("Beta") - 1) * Rounded.Constant(2 * layer.Option("Alpha") * layer.Option("Beta"));
            for (int i = pixel * channels; i < (pixel + 1) * channels; i++)
                result[i] = gradient[i] - (x[i] * factor);
        }

        return [result];
    }

    private static Rounded Length(ReferenceMap x, int pixel)
    {
        RoundedSum squares = default;
        for (int i = pixel * x.Shape.Channels; i < (pixel + 1) * x.Shape.Channels; i++)
            squares.Add(x[i] * x[i]);

        return squares.Total();
    }

    private static Rounded Bound(Rounded length) => length.Value > 1e-8 ? length : Rounded.Constant(1e-8);
}
