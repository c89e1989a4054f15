using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Kiln.Checkpoints;

namespace Kiln.Training;

/// <summary>Steps as long as the mean of the gradients over the root of the mean of their squares (Kingma and Ba 2014, arXiv:1412.6980).</summary>
/// <remarks>
/// For every parameter w with gradient g: <c>g ← g + decay·w</c>, <c>m ← β1·m + (1 − β1)·g</c>, <c>v ← β2·v + (1 − β2)·g²</c>,
/// <c>w ← w − rate·√(1 − β2ᵗ)/(1 − β1ᵗ)·m/(√v + ε)</c>, where t is one more than <see cref="TrainableNetwork.StepCount"/>. With <see cref="Decoupled"/> the decay is not in
/// the gradient but taken off by itself, <c>w ← w − rate·decay·w</c>: AdamW (Loshchilov and Hutter 2017, arXiv:1711.05101).
/// </remarks>
public sealed class Adam : ElementOptimizer
{
    private long updates;
    private float correction = 1;

    /// <summary>An optimizer with the paper's settings.</summary>
    public Adam()
        : base("mean", "mean square")
    {
    }

    /// <summary>How much of the mean stays; 0 to below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public float Beta1 { get; set => field = Share(value, nameof(Beta1)); } = 0.9f;

    /// <summary>How much of the mean of squares stays; 0 to below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public float Beta2 { get; set => field = Share(value, nameof(Beta2)); } = 0.999f;

    /// <summary>What keeps the divisor from 0; above 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public float Epsilon { get; set => field = Above0(value, nameof(Epsilon)); } = 1e-8f;

    /// <summary>Whether the weight decay is apart from the gradient: AdamW.</summary>
    public bool Decoupled { get; set; }

    /// <inheritdoc/>
    public override IReadOnlyList<TrainingSetting> Settings =>
        [Setting("beta1", Beta1), Setting("beta2", Beta2), Setting("epsilon", Epsilon), new("decoupled decay", Decoupled ? "on" : "off"), .. base.Settings];

    /// <summary>The mean and the mean of squares start at 0: what they lack is made up for, less each step.</summary>
    private protected override void Begin()
    {
        double t = (StepsTaken ?? updates) + 1;
        correction = (float)(Math.Sqrt(1 - Math.Pow(Beta2, t)) / (1 - Math.Pow(Beta1, t)));
        updates++;
    }

    private protected override void Move(Span<float> weights, Span<float> gradient, int start, float rate, float decay)
    {
        ref float w = ref MemoryMarshal.GetReference(weights), g = ref MemoryMarshal.GetReference(gradient);
        ref float m = ref MemoryMarshal.GetReference(Kept(0, start, weights.Length)), v = ref MemoryMarshal.GetReference(Kept(1, start, weights.Length));
        Vector256<float> first = Vector256.Create(Beta1), second = Vector256.Create(Beta2), firstMore = Vector256.Create(1 - Beta1), secondMore = Vector256.Create(1 - Beta2);
        Vector256<float> epsilon = Vector256.Create(Epsilon), step = Vector256.Create(-rate * correction);
        Vector256<float> inGradient = Vector256.Create(Decoupled ? 0 : decay), apart = Vector256.Create(Decoupled ? 1 - (rate * decay) : 1);
        for (nuint i = 0; i < (nuint)weights.Length; i += 8)
        {
            Vector256<float> weight = Vector256.LoadUnsafe(ref w, i);
            Vector256<float> slope = Vector256.MultiplyAddEstimate(inGradient, weight, Vector256.LoadUnsafe(ref g, i));
            Vector256<float> mean = Vector256.MultiplyAddEstimate(first, Vector256.LoadUnsafe(ref m, i), firstMore * slope);
            Vector256<float> square = Vector256.MultiplyAddEstimate(second, Vector256.LoadUnsafe(ref v, i), secondMore * (slope * slope));
            mean.StoreUnsafe(ref m, i);
            square.StoreUnsafe(ref v, i);
            Vector256.MultiplyAddEstimate(step, mean / (Vector256.Sqrt(square) + epsilon), apart * weight).StoreUnsafe(ref w, i);
        }
    }
}
