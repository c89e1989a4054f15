namespace Kiln;

/// <summary>The negative logarithm of the probability of a sign, of which the score is the log-odds: any number of independent yes-or-no questions for each pixel.</summary>
/// <remarks>
/// <c>log(1 + exp(−c·x))</c>, summed over the channels of every pixel: MatConvNet's <c>logistic</c>.
/// Labels are the signs 1 and −1, one for each channel of a pixel (or of an image, for all of its pixels), given as floats; 0 is ignored.
/// </remarks>
/// <example><code>[LogisticLoss] public partial LossLayer Loss { get; }</code></example>
public sealed class LogisticLossAttribute : LossAttribute;
