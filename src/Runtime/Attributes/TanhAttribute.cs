namespace Kiln;

/// <summary>The hyperbolic tangent.</summary>
/// <example><code>[Tanh] public partial Layer Tanh1 { get; }</code></example>
public sealed class TanhAttribute : LayerAttribute;
