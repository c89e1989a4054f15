namespace Kiln;

/// <summary>The negative logarithm of the softmax of the labelled class, averaged over the images of a batch. The last line of a network.</summary>
/// <remarks>
/// <c>−x(label) + log Σ exp x(k)</c> at every pixel, summed over the pixels, divided by the number of images.
/// Labels run from 0; −1 is ignored (no loss, no gradient).
/// </remarks>
/// <example><code>[SoftmaxLoss] public partial LossLayer Loss { get; }</code></example>
public sealed class SoftmaxLossAttribute : LayerAttribute;
