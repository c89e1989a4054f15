using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Kiln.Checkpoints;

namespace Kiln.Training;

/// <summary>Stochastic gradient descent with momentum, as MatConvNet's cnn_train.</summary>
/// <remarks>
/// For every parameter w with gradient g: <c>g ← g + decay·w</c>, <c>m ← momentum·m − g</c>, <c>w ← w + rate·m</c>
/// (Nesterov: <c>w ← w + rate·(momentum·m − g)</c>), decay and rate times the array's own multipliers.
/// An array that averages (<see cref="ParameterUpdate.Average"/>) moves towards the batch's value b instead, <c>w ← (1 − r)·w + r·b</c> with its own
/// rate r, whatever learning rate, momentum and decay are. A fixed one stays. One pass over the arena reads and writes each number once.
/// </remarks>
public sealed class Sgd : ElementOptimizer
{
    /// <summary>An optimizer with the settings of cnn_train.</summary>
    public Sgd()
        : base("momentum")
    {
    }

    /// <summary>How much of the last step stays in the next; 0 to below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public float Momentum { get; set => field = Share(value, nameof(Momentum)); } = 0.9f;

    /// <summary>Whether to look ahead along the momentum.</summary>
    public bool Nesterov { get; set; }

    /// <inheritdoc/>
    public override IReadOnlyList<TrainingSetting> Settings => [Setting("momentum", Momentum), new("nesterov", Nesterov ? "on" : "off"), .. base.Settings];

    /// <summary>One vector at a time; the arena has slack after every array, so the last vector needs no tail.</summary>
    private protected override void Move(Span<float> weights, Span<float> gradient, int start, float rate, float decay)
    {
        ref float w = ref MemoryMarshal.GetReference(weights), g = ref MemoryMarshal.GetReference(gradient), m = ref MemoryMarshal.GetReference(Kept(0, start, weights.Length));
        Vector256<float> rates = Vector256.Create(rate), decays = Vector256.Create(decay), keep = Vector256.Create(Momentum);

        for (nuint i = 0; i < (nuint)weights.Length; i += 8)
        {
            Vector256<float> weight = Vector256.LoadUnsafe(ref w, i);
            Vector256<float> slope = Vector256.MultiplyAddEstimate(decays, weight, Vector256.LoadUnsafe(ref g, i));
            Vector256<float> next = Vector256.MultiplyAddEstimate(keep, Vector256.LoadUnsafe(ref m, i), -slope);
            Vector256<float> step = Nesterov ? Vector256.MultiplyAddEstimate(keep, next, -slope) : next;
            next.StoreUnsafe(ref m, i);
            Vector256.MultiplyAddEstimate(rates, step, weight).StoreUnsafe(ref w, i);
        }
    }
}
