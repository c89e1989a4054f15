namespace Kiln;

/// <summary>Batch normalisation: every channel with mean 0 and deviation 1 over the images and pixels of a batch, then scaled and shifted.</summary>
/// <remarks>
/// <c>y = scale(c) · (x − mean(c)) / √(variance(c) + ε) + shift(c)</c> (Ioffe and Szegedy 2015, arXiv:1502.03167). In training the moments are those of the
/// batch (the variance is the biased one), and the kept moments move towards them by <see cref="Rate"/>; otherwise the kept ones are used, and an
/// inference network folds them into the convolution above.
/// </remarks>
/// <example><code>[BatchNorm] public partial BatchNormLayer Norm1 { get; }</code></example>
public sealed class BatchNormAttribute : LayerAttribute
{
    /// <summary>Added to the variance, so that no channel is divided by 0; above 0.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>How far a training step moves the kept moments towards those of its batch; from 0 to 1.</summary>
    public double Rate { get; set; } = 0.1;

    /// <summary>Whether training leaves scale, shift and moments as they are, and normalises by the kept moments.</summary>
    public bool Frozen { get; set; }

    /// <summary>Whether training normalises by the kept moments and leaves these as they are, while scale and shift learn. The gradient by the input is then that of an
    /// affine function; MatConvNet, given moments, computes it as if they were the batch's.</summary>
    public bool FixedMoments { get; set; }
}
