namespace Kiln;

/// <summary>The squared difference of a score from its target where it is small, its magnitude where it is large (Huber 1964).</summary>
/// <remarks>
/// <c>½·σ²·d²</c> where <c>|d| &lt; 1 / σ²</c>, else <c>|d| − ½ / σ²</c>, with <c>d = x − t</c>, summed over the channels of every pixel: the <c>LossSmoothL1</c> of MatConvNet's Fast R-CNN,
/// and for σ = 1 Huber's loss with δ = 1.
/// Targets are floats, one for each channel of a pixel (or of an image, for all of its pixels).
/// </remarks>
/// <example><code>[HuberLoss(Sigma = 3)] public partial LossLayer Loss { get; }</code></example>
public sealed class HuberLossAttribute : LossAttribute
{
    /// <summary>σ: differences up to 1 / σ² are squared. From 1e-9 to 1e9.</summary>
    public double Sigma { get; set; } = 1;
}
