namespace Kiln.Networks.Tests.Reference;

/// <summary>A factor and an offset for every channel.</summary>
internal sealed class ReferenceScale : ReferenceKind
{
    public override ReferenceStep Forward(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output, ReferenceForward run)
    {
        if (inputs.Count > 1)
            return ByOthers(layer, inputs, output);

        ReadOnlySpan<double> scale = run.Array(layer, "Scale"), shift = run.Array(layer, "Shift");
        for (int i = 0; i < output.Length; i++)
        {
            int c = i % output.Shape.Channels;
            output[i] = (inputs[0][i] * scale[c]) + (shift.IsEmpty ? 0 : shift[c]);
        }

        output.TakeSources(inputs[0]);
        return new ReferenceStep(layer, inputs, output);
    }

    public override IReadOnlyList<ReferenceMap> Backward(ReferenceStep step, ReferenceMap gradient, ReferenceBackward run)
    {
        if (step.Inputs.Count > 1)
            return ByOthers(step, gradient);

        ReadOnlySpan<double> scale = run.Array(step.Layer, "Scale");
        ReferenceSum scales = run.Gradient(step.Layer, "Scale"), shifts = run.Gradient(step.Layer, "Shift");
        ReferenceMap result = new(gradient.Images, gradient.Shape);
        for (int i = 0; i < gradient.Length; i++)
        {
            int c = i % gradient.Shape.Channels;
            result[i] = gradient[i] * scale[c];
            scales.Add(c, gradient[i] * step.Input[i]);
            if (shifts.Length > 0)
                shifts.Add(c, gradient[i]);
        }

        return [result];
    }

    /// <summary>Factors and offsets that other layers compute.</summary>
    private static ReferenceStep ByOthers(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output)
    {
        output.NumberSources();
        for (int i = 0; i < output.Length; i++)
        {
            output[i] = inputs[0][i] * inputs[1][Broadcasting.Place(inputs[1], output, i)];
            if (inputs.Count == 3)
                output[i] += inputs[2][Broadcasting.Place(inputs[2], output, i)];
        }

        return new ReferenceStep(layer, inputs, output);
    }

    private static IReadOnlyList<ReferenceMap> ByOthers(ReferenceStep step, ReferenceMap gradient)
    {
        ReferenceSum[] results = [.. step.Inputs.Select(input => new ReferenceSum(input.Length))];
        for (int i = 0; i < gradient.Length; i++)
        {
            int factor = Broadcasting.Place(step.Inputs[1], gradient, i);
            results[0].Add(i, gradient[i] * step.Inputs[1][factor]);
            results[1].Add(factor, gradient[i] * step.Input[i]);
            if (results.Length == 3)
                results[2].Add(Broadcasting.Place(step.Inputs[2], gradient, i), gradient[i]);
        }

        return [.. results.Select((result, input) => result.ToMap(gradient.Images, step.Inputs[input].Shape))];
    }
}

/// <summary>In training drops what the mask says and divides the rest by the probability to be kept; else nothing.</summary>
internal sealed class ReferenceDropout : ReferenceKind
{
    public override ReferenceStep Forward(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output, ReferenceForward run)
    {
        for (int i = 0; i < output.Length; i++)
            output[i] = inputs.Count == 1 ? Masked(layer, output, i, inputs[0][i], run) : run.Training ? inputs[0][i] * inputs[1][i] : inputs[0][i];

        // Of two equal values one may be dropped.
        if (run.Training)
            output.NumberSources();
        else
            output.TakeSources(inputs[0]);
        return new ReferenceStep(layer, inputs, output);
    }

    public override IReadOnlyList<ReferenceMap> Backward(ReferenceStep step, ReferenceMap gradient, ReferenceBackward run)
    {
        ReferenceMap result = new(gradient.Images, gradient.Shape);
        if (step.Inputs.Count == 2)
        {
            ReferenceMap ofMask = new(gradient.Images, gradient.Shape);
            for (int i = 0; i < gradient.Length; i++)
                (result[i], ofMask[i]) = (gradient[i] * step.Inputs[1][i], gradient[i] * step.Input[i]);

            return [result, ofMask];
        }

        for (int i = 0; i < gradient.Length; i++)
            result[i] = Masked(step.Layer, gradient, i, gradient[i], run);

        return [result];
    }

    private static Rounded Masked(LayerDescription layer, ReferenceMap map, int index, Rounded value, ReferenceForward run)
    {
        if (!run.Training)
            return value;

        int image = map.ImageOf(index);
        return run.Keeps(layer, image, index - (image * map.Shape.Count)) ? value * Rounded.Constant(1 / (1 - layer.Option("Rate"))) : 0;
    }
}
