namespace Kiln;

/// <summary>The magnitude of the difference of every score from its target.</summary>
/// <remarks>
/// <c>|x − t|</c>, summed over the channels of every pixel; the derivative is the sign of the difference, 0 where there is none.
/// Targets are floats, one for each channel of a pixel (or of an image, for all of its pixels).
/// </remarks>
/// <example><code>[AbsoluteLoss] public partial LossLayer Loss { get; }</code></example>
public sealed class AbsoluteLossAttribute : LossAttribute;
