namespace Kiln;

/// <summary>Half the squared difference of every score from its target.</summary>
/// <remarks>
/// <c>½·(x − t)²</c>, summed over the channels of every pixel, with the derivative <c>x − t</c>.
/// Targets are floats, one for each channel of a pixel (or of an image, for all of its pixels).
/// </remarks>
/// <example><code>[SquaredLoss] public partial LossLayer Loss { get; }</code></example>
public sealed class SquaredLossAttribute : LossAttribute;
