namespace Kiln;

/// <summary>Every element divided by the norm of those along some axes: <c>y = x / n</c>, <c>n = (Σ |x|^p + ε)^(1/p)</c>.</summary>
/// <remarks>The sum runs over <see cref="Axes"/>, so that there is a norm for each place on the others. With a second layer its output, of one element where the first has several, is
/// the norms; the gradient then goes to both. MatConvNet takes no absolute value, which is the same for even p. Over images the result depends on the batch, in inference too.</remarks>
/// <param name="inputs">Nothing, to read the line above or <c>From</c>; or the layer to divide and that of the norms, each as <c>nameof(Layer)</c>.</param>
/// <example><code>[LpNorm] public partial Layer Unit { get; }
/// [LpNorm(Axes = Axes.Rows | Axes.Columns, Exponent = 4)] public partial Layer Flat { get; }</code></example>
public sealed class LpNormAttribute(params string[] inputs) : LayerAttribute
{
    /// <summary>The layer to divide and that of the norms.</summary>
    public IReadOnlyList<string> Inputs { get; } = inputs;

    /// <summary>What the sum of a norm runs over.</summary>
    public Axes Axes { get; set; } = Axes.Channels;

    /// <summary>p; at least 1.</summary>
    public double Exponent { get; set; } = 2;

    /// <summary>ε, added once to the sum; above 0.</summary>
    public double Epsilon { get; set; } = 0.01;
}
