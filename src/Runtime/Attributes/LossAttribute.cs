namespace Kiln;

/// <summary>Base of the losses that train: what compares a layer's scores with labels.</summary>
/// <remarks>
/// Losses are summed over the pixels of an image (or averaged, if asked) and divided by the number of images, as MatConvNet divides them. A network may have several:
/// what is trained is their sum, each times its weight. The one with the largest weight, the first of equals, is the main loss: the layer it reads computes the
/// network's scores. What each label counts can be given with a call, what each class counts by <see cref="LossLayer.ClassWeights"/>.
/// </remarks>
public abstract class LossAttribute : LayerAttribute
{
    /// <summary>Multiplies the loss and its gradients; above 0.</summary>
    public double Weight { get; set; } = 1;

    /// <summary>Whether the losses of an image's pixels are averaged and not summed: loss and gradients are divided by the number of pixels of the scores.</summary>
    public bool AveragePixels { get; set; }
}
