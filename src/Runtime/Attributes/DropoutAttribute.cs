namespace Kiln;

/// <summary>In training, sets each value to 0 with a probability and divides the others by the rest of it; otherwise it changes nothing.</summary>
/// <remarks><c>y = x / (1 − rate)</c> or 0 (Srivastava et al. 2014). What is dropped follows from the network's seed, the step, the layer and the value's
/// place, so a training repeats and resumes bit by bit.</remarks>
/// <param name="rate">The probability; from 0 to below 1.</param>
/// <example><code>[Dropout(0.5)] public partial Layer Drop6 { get; }</code></example>
public sealed class DropoutAttribute(double rate) : LayerAttribute
{
    /// <summary>The probability that a value is dropped.</summary>
    public double Rate { get; } = rate;
}
