namespace Kiln;

/// <summary>The negative logarithm of the softmax of the labelled class, averaged over the images of a batch.</summary>
/// <remarks>
/// <c>−x(label) + log Σ exp x(k)</c> at every pixel, summed over the pixels (or averaged, if asked), divided by the number of images.
/// Labels run from 0; −1 is ignored (no loss, no gradient). A network may have several losses: what is trained is their sum, each times its weight.
/// The one with the largest weight, the first of equals, is the main loss: the layer it reads computes the network's scores.
/// </remarks>
/// <example><code>[SoftmaxLoss] public partial LossLayer Loss { get; }</code></example>
public sealed class SoftmaxLossAttribute : LayerAttribute
{
    /// <summary>Multiplies the loss and its gradients; above 0.</summary>
    public double Weight { get; set; } = 1;

    /// <summary>Whether the losses of an image's pixels are averaged and not summed: loss and gradients are divided by the number of pixels of the scores.</summary>
    public bool AveragePixels { get; set; }
}
