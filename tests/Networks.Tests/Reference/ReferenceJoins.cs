namespace Kiln.Networks.Tests.Reference;

/// <summary>The sum of maps; one may be a term twice.</summary>
internal sealed class ReferenceAdd : ReferenceKind
{
    public override ReferenceStep Forward(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output, ReferenceForward run)
    {
        // Sums of copies of the same values are copies of each other.
        Dictionary<(int, int), int> pairs = [];
        output.TakeSources(inputs[0]);
        for (int i = 0; i < output.Length; i++)
        {
            output[i] = inputs[0][i];
            foreach (ReferenceMap term in inputs.Skip(1))
            {
                output[i] += term[i];
                (int, int) pair = (output.Sources[i], term.Sources[i]);
                pairs.TryAdd(pair, pairs.Count);
                output.Sources[i] = pairs[pair];
            }
        }

        return new ReferenceStep(layer, inputs, output);
    }

    public override IReadOnlyList<ReferenceMap> Backward(ReferenceStep step, ReferenceMap gradient, ReferenceBackward run) => [.. step.Inputs.Select(_ => gradient)];
}

/// <summary>Maps one after the other along the channels, the rows or the columns.</summary>
internal sealed class ReferenceConcat : ReferenceKind
{
    private const int Rows = 1, Columns = 2;

    public override Shape Output(LayerDescription layer, IReadOnlyList<Shape> inputs) => Along(layer) switch
    {
        Rows => inputs[0] with { Height = inputs.Sum(input => input.Height) },
        Columns => inputs[0] with { Width = inputs.Sum(input => input.Width) },
        _ => inputs[0] with { Channels = inputs.Sum(input => input.Channels) },
    };

    public override ReferenceStep Forward(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output, ReferenceForward run)
    {
        foreach ((int input, int whole, int own) in Places(layer, inputs, output))
            (output[whole], output.Sources[whole]) = (inputs[input][own], inputs[input].Sources[own]);

        return new ReferenceStep(layer, inputs, output);
    }

    public override IReadOnlyList<ReferenceMap> Backward(ReferenceStep step, ReferenceMap gradient, ReferenceBackward run)
    {
        ReferenceMap[] parts = [.. step.Inputs.Select(input => new ReferenceMap(input.Images, input.Shape))];
        foreach ((int input, int whole, int own) in Places(step.Layer, step.Inputs, gradient))
            parts[input][own] = gradient[whole];

        return parts;
    }

    private static int Along(LayerDescription layer) => layer.Options.Count == 0 ? 0 : (int)layer.Option("Along");

    /// <summary>Where each value of a part is in the whole.</summary>
    private static IEnumerable<(int Input, int Whole, int Own)> Places(LayerDescription layer, IReadOnlyList<ReferenceMap> parts, ReferenceMap whole)
    {
        int first = 0, along = Along(layer);
        for (int input = 0; input < parts.Count; input++)
        {
            Shape shape = parts[input].Shape;
            for (int own = 0; own < parts[input].Length; own++)
            {
                (int pixel, int c) = (own / shape.Channels, own % shape.Channels);
                (int line, int x) = (pixel / shape.Width, pixel % shape.Width);
                (int n, int y) = (line / shape.Height, line % shape.Height);
                yield return (input, whole.At(n, along == Rows ? y + first : y, along == Columns ? x + first : x) + (along == 0 ? c + first : c), own);
            }

            first += along == Rows ? shape.Height : along == Columns ? shape.Width : shape.Channels;
        }
    }
}
