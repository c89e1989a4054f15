namespace Kiln;

/// <summary>Rectification, <c>max(x, 0)</c>; with a leak <c>x &gt; 0 ? x : leak·x</c>; with a ceiling at most the ceiling.</summary>
/// <remarks>The derivative is that of the branch taken: at 0 the leak, at the ceiling 0.</remarks>
/// <example><code>[Relu] public partial Layer Relu3 { get; }
/// [Relu(Ceiling = 6)] public partial Layer Relu4 { get; }</code></example>
public sealed class ReluAttribute : LayerAttribute
{
    /// <summary>What values below 0 are multiplied by; from 0 to below 1.</summary>
    public double Leak { get; set; }

    /// <summary>The largest output; above 0. 6 makes it the ReLU6 of mobile networks. No ceiling unless given.</summary>
    public double Ceiling { get; set; } = double.PositiveInfinity;
}
