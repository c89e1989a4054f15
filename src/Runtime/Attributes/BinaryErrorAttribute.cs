namespace Kiln;

/// <summary>Counts scores that are not on the side of a threshold that their sign says; a score on the threshold is on neither side.</summary>
/// <remarks>
/// It trains nothing: it stands beside a loss, and <see cref="LossLayer.Report"/> has the errors of an image as its loss, MatConvNet's <c>binaryerror</c>.
/// Labels are the signs 1 and −1, one for each channel of a pixel (or of an image, for all of its pixels), given as floats; 0 is ignored.
/// </remarks>
/// <example><code>[BinaryError(From = nameof(Scores))] public partial LossLayer Errors { get; }</code></example>
public sealed class BinaryErrorAttribute : LayerAttribute
{
    /// <summary>What scores of positive signs are above: 0 for log-odds, 0.5 for probabilities. A finite number.</summary>
    public double Threshold { get; set; }
}
