namespace Kiln;

/// <summary>Rectification, <c>max(x, 0)</c>; its derivative at 0 is 0.</summary>
/// <example><code>[Relu] public partial Layer Relu3 { get; }</code></example>
public sealed class ReluAttribute : LayerAttribute;
