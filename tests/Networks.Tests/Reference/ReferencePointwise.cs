namespace Kiln.Networks.Tests.Reference;

/// <summary>A function of one value, the same in every pixel.</summary>
internal abstract class ReferencePointwise : ReferenceKind
{
    public override ReferenceStep Forward(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output, ReferenceForward run)
    {
        for (int i = 0; i < output.Length; i++)
            output[i] = Value(inputs[0][i]);

        output.TakeSources(inputs[0]);
        return new ReferenceStep(layer, inputs, output);
    }

    public override IReadOnlyList<ReferenceMap> Backward(ReferenceStep step, ReferenceMap gradient, ReferenceBackward run)
    {
        ReferenceMap result = new(gradient.Images, gradient.Shape);
        for (int i = 0; i < gradient.Length; i++)
            result[i] = gradient[i] * Slope(step.Output[i]);

        return [result];
    }

    protected abstract Rounded Value(Rounded x);

    /// <summary>The derivative, from the output.</summary>
    protected abstract Rounded Slope(Rounded y);
}

/// <summary><c>1 / (1 + exp(−x))</c>.</summary>
internal sealed class ReferenceSigmoid : ReferencePointwise
{
    /// <summary>The exponential and what is done with it: some roundings.</summary>
    protected override Rounded Value(Rounded x)
    {
        double y = 1 / (1 + Math.Exp(-x.Value));
        return x.Through(y, y * (1 - y), roundings: 6);
    }

    protected override Rounded Slope(Rounded y) => y * (1 - y);
}

/// <summary>The hyperbolic tangent.</summary>
internal sealed class ReferenceTanh : ReferencePointwise
{
    protected override Rounded Value(Rounded x)
    {
        double y = Math.Tanh(x.Value);
        return x.Through(y, 1 - (y * y), roundings: 6);
    }

    /// <summary>The two factors of 1 − y² share their errors, so they are not independent: that is covered by adding them.</summary>
    protected override Rounded Slope(Rounded y) => 1 - (y * y);
}
