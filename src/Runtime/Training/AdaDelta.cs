using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Kiln.Checkpoints;

namespace Kiln.Training;

/// <summary>Steps as long as the steps before, in the units of the parameters (Zeiler 2012, arXiv:1212.5701), as MatConvNet's adadelta.</summary>
/// <remarks>For every parameter w with gradient g: <c>g ← g + decay·w</c>, <c>s ← ρ·s + (1 − ρ)·g²</c>, <c>d = −√((D + ε)/(s + ε))·g</c>, <c>D ← ρ·D + (1 − ρ)·d²</c>, <c>w ← w + d</c>.
/// The learning rate is ignored, but for one of 0 without decay, which freezes an array.</remarks>
public sealed class AdaDelta : ElementOptimizer
{
    /// <summary>An optimizer with MatConvNet's settings.</summary>
    public AdaDelta()
        : base("mean square", "mean squared step")
    {
    }

    /// <summary>How much of the means stays; 0 to below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public float Rho { get; set => field = Share(value, nameof(Rho)); } = 0.9f;

    /// <summary>What the first steps are made of; above 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public float Epsilon { get; set => field = Above0(value, nameof(Epsilon)); } = 1e-6f;

    /// <inheritdoc/>
    public override IReadOnlyList<TrainingSetting> Settings => [Setting("rho", Rho), Setting("epsilon", Epsilon), .. base.Settings];

    private protected override void Move(Span<float> weights, Span<float> gradient, int start, float rate, float decay)
    {
        ref float w = ref MemoryMarshal.GetReference(weights), g = ref MemoryMarshal.GetReference(gradient);
        ref float s = ref MemoryMarshal.GetReference(Kept(0, start, weights.Length)), d = ref MemoryMarshal.GetReference(Kept(1, start, weights.Length));
        Vector256<float> kept = Vector256.Create(Rho), added = Vector256.Create(1 - Rho), decays = Vector256.Create(decay), epsilon = Vector256.Create(Epsilon);
        for (nuint i = 0; i < (nuint)weights.Length; i += 8)
        {
            Vector256<float> weight = Vector256.LoadUnsafe(ref w, i), steps = Vector256.LoadUnsafe(ref d, i);
            Vector256<float> slope = Vector256.MultiplyAddEstimate(decays, weight, Vector256.LoadUnsafe(ref g, i));
            Vector256<float> square = Vector256.MultiplyAddEstimate(kept, Vector256.LoadUnsafe(ref s, i), added * (slope * slope));
            Vector256<float> step = -(Vector256.Sqrt((steps + epsilon) / (square + epsilon)) * slope);
            square.StoreUnsafe(ref s, i);
            Vector256.MultiplyAddEstimate(kept, steps, added * (step * step)).StoreUnsafe(ref d, i);
            (weight + step).StoreUnsafe(ref w, i);
        }
    }
}
