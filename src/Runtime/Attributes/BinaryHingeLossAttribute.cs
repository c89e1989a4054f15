namespace Kiln;

/// <summary>What the score lacks to 1 on the side of a sign.</summary>
/// <remarks>
/// <c>max(0, 1 − c·x)</c>, summed over the channels of every pixel: MatConvNet's <c>hinge</c>.
/// Labels are the signs 1 and −1, one for each channel of a pixel (or of an image, for all of its pixels), given as floats; 0 is ignored.
/// </remarks>
/// <example><code>[BinaryHingeLoss] public partial LossLayer Loss { get; }</code></example>
public sealed class BinaryHingeLossAttribute : LossAttribute;
