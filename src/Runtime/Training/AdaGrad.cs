using Kiln.Checkpoints;

namespace Kiln.Training;

/// <summary>Steps divided by the root of the sum of all squared gradients (Duchi, Hazan and Singer 2011), as MatConvNet's adagrad.</summary>
/// <remarks>For every parameter w with gradient g: <c>g ← g + decay·w</c>, <c>s ← ρ·s + g²</c>, <c>w ← w − rate·g/(√s + ε)</c>.</remarks>
public sealed class AdaGrad : ElementOptimizer
{
    /// <summary>An optimizer with MatConvNet's settings.</summary>
    public AdaGrad()
        : base("sum of squares")
    {
    }

    /// <summary>How much of the sum stays; above 0, at most 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public float Rho
    {
        get;
        set => field = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Rho), value, $"{nameof(Rho)} must be above 0 and at most 1");
    } = 1;

    /// <summary>What keeps the divisor from 0; above 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public float Epsilon { get; set => field = Above0(value, nameof(Epsilon)); } = 1e-10f;

    /// <inheritdoc/>
    public override IReadOnlyList<TrainingSetting> Settings => [Setting("rho", Rho), Setting("epsilon", Epsilon), .. base.Settings];

    private protected override void Move(Span<float> weights, Span<float> gradient, int start, float rate, float decay) =>
        RmsProp.Divide(weights, gradient, Kept(0, start, weights.Length), Rho, 1, rate, decay, Epsilon);
}
