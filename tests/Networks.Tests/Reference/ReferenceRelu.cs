namespace Kiln.Networks.Tests.Reference;

/// <summary><c>x &gt; 0 ? x : leak·x</c>, at most the ceiling: decides, and so must not be asked about values that rounding could move across.</summary>
internal sealed class ReferenceRelu : ReferenceKind
{
    private const int Leaks = 0, Passes = 1, Stops = 2;

    public override ReferenceStep Forward(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output, ReferenceForward run)
    {
        (ReferenceMap x, double ceiling) = (inputs[0], layer.Option("Ceiling"));
        ReferenceStep step = new(layer, inputs, output) { Branches = new int[x.Length] };
        for (int i = 0; i < x.Length; i++)
        {
            Rounded value = x[i];
            step.Branches[i] = value.Value <= 0 ? Leaks : value.Value < ceiling ? Passes : Stops;
            step.Decide(x.ImageOf(i), value.Value, value.Deviation);
            if (double.IsFinite(ceiling))
                step.Decide(x.ImageOf(i), value.Value - ceiling, value.Deviation);

            output[i] = Branch(step, i, value, Rounded.Constant(ceiling));

            // Without decision, the output is continuous all the same: rounding moves it no further than the input.
            if (step.Branches[i] != Passes && Math.Min(Math.Abs(value.Value), Math.Abs(value.Value - ceiling)) < ReferenceStep.Margin * value.Deviation)
                output.Errors[i] += value.Error;
        }

        output.TakeSources(x);
        return step;
    }

    /// <summary>The gradient times the slope of the branch taken.</summary>
    public override IReadOnlyList<ReferenceMap> Backward(ReferenceStep step, ReferenceMap gradient, ReferenceBackward run)
    {
        ReferenceMap result = new(gradient.Images, gradient.Shape);
        for (int i = 0; i < gradient.Length; i++)
            result[i] = Branch(step, i, gradient[i], 0);

        return [result];
    }

    private static Rounded Branch(ReferenceStep step, int index, Rounded passing, Rounded stopping) => step.Branches[index] switch
    {
        Passes => passing,
        Stops => stopping,
        _ => step.Layer.Option("Leak") == 0 ? 0 : passing * Rounded.Constant(step.Layer.Option("Leak")),
    };
}
