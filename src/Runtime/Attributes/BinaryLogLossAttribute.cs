namespace Kiln;

/// <summary>The negative logarithm of the probability of a sign, where the layer it reads computes the probability of the positive one.</summary>
/// <remarks>
/// <c>−log(c·(x − ½) + ½)</c>, summed over the channels of every pixel: MatConvNet's <c>binarylog</c>. Where a sign is impossible the loss is ∞.
/// A sigmoid in front of it makes the loss that <see cref="LogisticLossAttribute"/> computes at once, more exactly and in less time.
/// Labels are the signs 1 and −1, one for each channel of a pixel (or of an image, for all of its pixels), given as floats; 0 is ignored.
/// </remarks>
/// <example><code>[BinaryLogLoss] public partial LossLayer Loss { get; }</code></example>
public sealed class BinaryLogLossAttribute : LossAttribute;
