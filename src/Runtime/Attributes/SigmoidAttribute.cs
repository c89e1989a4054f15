namespace Kiln;

/// <summary>The logistic function, <c>1 / (1 + exp(−x))</c>.</summary>
/// <example><code>[Sigmoid] public partial Layer Gate { get; }</code></example>
public sealed class SigmoidAttribute : LayerAttribute;
