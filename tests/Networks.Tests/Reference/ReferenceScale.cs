namespace Kiln.Networks.Tests.Reference;

/// <summary>A factor and an offset for every channel.</summary>
internal sealed class ReferenceScale : ReferenceKind
{
    public override ReferenceStep Forward(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output, ReferenceForward run)
    {
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
}

/// <summary>In training drops what the mask says and divides the rest by the probability to be kept; else nothing.</summary>
internal sealed class ReferenceDropout : ReferenceKind
{
    public override ReferenceStep Forward(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output, ReferenceForward run)
    {
        for (int i = 0; i < output.Length; i++)
            output[i] = Masked(layer, output, i, inputs[0][i], run);

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
