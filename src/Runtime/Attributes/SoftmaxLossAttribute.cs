namespace Kiln;

/// <summary>The negative logarithm of the softmax of the labelled class.</summary>
/// <remarks>
/// <c>−x(label) + log Σ exp x(k)</c> at every pixel: MatConvNet's <c>softmaxlog</c>. Labels run from 0; −1 is ignored (no loss, no gradient).
/// </remarks>
/// <example><code>[SoftmaxLoss] public partial LossLayer Loss { get; }</code></example>
public sealed class SoftmaxLossAttribute : LossAttribute;
