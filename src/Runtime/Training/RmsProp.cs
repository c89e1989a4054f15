using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Kiln.Checkpoints;

namespace Kiln.Training;

/// <summary>Steps divided by the root of a running mean of squared gradients, as MatConvNet's rmsprop.</summary>
/// <remarks>For every parameter w with gradient g: <c>g ← g + decay·w</c>, <c>s ← ρ·s + (1 − ρ)·g²</c>, <c>w ← w − rate·g/(√s + ε)</c>.</remarks>
public sealed class RmsProp : ElementOptimizer
{
    /// <summary>An optimizer with MatConvNet's settings.</summary>
    public RmsProp()
        : base("mean square")
    {
    }

    /// <summary>How much of the mean stays; 0 to below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public float Rho { get; set => field = Share(value, nameof(Rho)); } = 0.99f;

    /// <summary>What keeps the divisor from 0; above 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public float Epsilon { get; set => field = Above0(value, nameof(Epsilon)); } = 1e-8f;

    /// <inheritdoc/>
    public override IReadOnlyList<TrainingSetting> Settings => [Setting("rho", Rho), Setting("epsilon", Epsilon), .. base.Settings];

    private protected override void Move(Span<float> weights, Span<float> gradient, int start, float rate, float decay) =>
        Divide(weights, gradient, Kept(0, start, weights.Length), Rho, 1 - Rho, rate, decay, Epsilon);

    /// <summary>One step: <c>s ← keep·s + more·g²</c>, <c>w ← w − rate·g/(√s + ε)</c>.</summary>
    internal static void Divide(Span<float> weights, Span<float> gradient, Span<float> squares, float keep, float more, float rate, float decay, float epsilon)
    {
        ref float w = ref MemoryMarshal.GetReference(weights), g = ref MemoryMarshal.GetReference(gradient), s = ref MemoryMarshal.GetReference(squares);
        Vector256<float> kept = Vector256.Create(keep), added = Vector256.Create(more), step = Vector256.Create(-rate), decays = Vector256.Create(decay), least = Vector256.Create(epsilon);
        for (nuint i = 0; i < (nuint)weights.Length; i += 8)
        {
            Vector256<float> weight = Vector256.LoadUnsafe(ref w, i);
            Vector256<float> slope = Vector256.MultiplyAddEstimate(decays, weight, Vector256.LoadUnsafe(ref g, i));
            Vector256<float> square = Vector256.MultiplyAddEstimate(kept, Vector256.LoadUnsafe(ref s, i), added * (slope * slope));
            square.StoreUnsafe(ref s, i);
            Vector256.MultiplyAddEstimate(step, slope / (Vector256.Sqrt(square) + least), weight).StoreUnsafe(ref w, i);
        }
    }
}
