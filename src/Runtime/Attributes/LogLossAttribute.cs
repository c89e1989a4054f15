namespace Kiln;

/// <summary>The negative logarithm of the labelled class, where the layer it reads computes probabilities.</summary>
/// <remarks>
/// <c>−log x(label)</c> at every pixel, with the derivative <c>−1 / max(x(label), 1e-8)</c>: MatConvNet's <c>log</c>. At 0 and below the loss is ∞. Labels run from 0; −1 is ignored (no loss, no gradient).
/// A softmax in front of it makes the loss that <see cref="SoftmaxLossAttribute"/> computes at once, more exactly and in less time.
/// </remarks>
/// <example><code>[LogLoss] public partial LossLayer Loss { get; }</code></example>
public sealed class LogLossAttribute : LossAttribute;
