namespace Kiln;

/// <summary>The norms by which <see cref="LpNormAttribute"/> divides: <c>n = (Σ |x|^p + ε)^(1/p)</c>, of one element along the axes of the sum.</summary>
/// <example><code>[LpNorms] public partial Layer Lengths { get; }</code></example>
public sealed class LpNormsAttribute : LayerAttribute
{
    /// <summary>What the sum runs over; not <see cref="Axes.Images"/>.</summary>
    public Axes Axes { get; set; } = Axes.Channels;

    /// <summary>p; at least 1.</summary>
    public double Exponent { get; set; } = 2;

    /// <summary>ε, added once to the sum; above 0.</summary>
    public double Epsilon { get; set; } = 0.01;
}
