namespace Kiln;

/// <summary>A power of a pixel's squared length subtracted from each of its channels: <c>y(k) = x(k) − α·L^β</c>, <c>L = max(Σ x(c)², 1e−8)</c>.</summary>
/// <remarks>Where the bound holds, the derivative is that of a constant; MatConvNet's passes it over.</remarks>
/// <example><code>[NormOffset] public partial Layer Shifted { get; }</code></example>
public sealed class NormOffsetAttribute : LayerAttribute
{
    /// <summary>α; finite.</summary>
    public double Alpha { get; set; } = 1;

    /// <summary>β; finite.</summary>
    public double Beta { get; set; } = 0.5;
}
