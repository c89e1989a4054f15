namespace Kiln;

/// <summary>Probabilities from scores, over the channels of every pixel: <c>y(k) = exp x(k) / Σ exp x</c>.</summary>
/// <example><code>[Softmax] public partial Layer Probabilities { get; }</code></example>
public sealed class SoftmaxAttribute : LayerAttribute;
