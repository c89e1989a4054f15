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

/// <summary>Maps one after the other along the channels.</summary>
internal sealed class ReferenceConcat : ReferenceKind
{
    public override Shape Output(LayerDescription layer, IReadOnlyList<Shape> inputs) => inputs[0] with { Channels = inputs.Sum(input => input.Channels) };

    public override ReferenceStep Forward(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output, ReferenceForward run)
    {
        int first = 0;
        foreach (ReferenceMap part in inputs)
        {
            foreach ((int whole, int own) in Places(output, part, first))
                (output[whole], output.Sources[whole]) = (part[own], part.Sources[own]);

            first += part.Shape.Channels;
        }

        return new ReferenceStep(layer, inputs, output);
    }

    public override IReadOnlyList<ReferenceMap> Backward(ReferenceStep step, ReferenceMap gradient, ReferenceBackward run)
    {
        List<ReferenceMap> parts = [];
        int first = 0;
        foreach (ReferenceMap input in step.Inputs)
        {
            ReferenceMap part = new(input.Images, input.Shape);
            foreach ((int whole, int own) in Places(gradient, part, first))
                part[own] = gradient[whole];

            parts.Add(part);
            first += input.Shape.Channels;
        }

        return parts;
    }

    /// <summary>Where each value of a part is in the whole.</summary>
    private static IEnumerable<(int Whole, int Own)> Places(ReferenceMap whole, ReferenceMap part, int first)
    {
        int channels = part.Shape.Channels;
        for (int own = 0; own < part.Length; own++)
            yield return ((own / channels * whole.Shape.Channels) + first + (own % channels), own);
    }
}
