using Kiln.Networks.Tests.Reference;

namespace Kiln.Networks.Tests.Golden;

/// <summary>What the reference makes of a case: its one layer, forward in training and backward from a given gradient of its output.</summary>
internal sealed class GoldenReference
{
    public GoldenReference(ReferenceNetwork network, float[] x, float[] slope)
    {
        ReferenceStep step = network.Forward(x, training: true).Steps[1];
        ReferenceBackward pass = new(network, training: true);
        ReferenceMap slopes = new(step.Output.Images, step.Output.Shape);
        Array.ConvertAll(slope, value => (double)value).CopyTo(slopes.Values, 0);
        Output = step.Output;
        Input = ReferenceKind.Of(step.Layer).Backward(step, slopes, pass)[0];
        Parameters = pass.Sums;
    }

    public ReferenceMap Output { get; }

    /// <summary>The gradient by the input.</summary>
    public ReferenceMap Input { get; }

    /// <summary>The gradients by the parameters.</summary>
    public IReadOnlyDictionary<string, ReferenceSum> Parameters { get; }
}
