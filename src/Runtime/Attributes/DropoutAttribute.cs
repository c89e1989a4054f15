namespace Kiln;

/// <summary>In training, sets each value to 0 with a probability and divides the others by the rest of it; otherwise it changes nothing.</summary>
/// <remarks><c>y = x / (1 − rate)</c> or 0 (Srivastava et al. 2014). What is dropped follows from the network's seed, the step, the layer and the value's
/// place, so a training repeats and resumes bit by bit.</remarks>
/// <example><code>[Dropout(0.5)] public partial Layer Drop6 { get; }
/// [Dropout(nameof(Conv1), nameof(Mask))] public partial Layer Masked { get; }</code></example>
public sealed class DropoutAttribute : LayerAttribute
{
    /// <summary>Drops by chance.</summary>
    /// <param name="rate">The probability; from 0 to below 1.</param>
    public DropoutAttribute(double rate) => Rate = rate;

    /// <summary>Multiplies by a mask that another layer or an input gives, in training: <c>y = x · mask</c>. Its elements are 0 or what makes up for the others.</summary>
    /// <param name="inputs">The layer to drop from and that of the mask, of the same shape, each as <c>nameof(Layer)</c>.</param>
    public DropoutAttribute(params string[] inputs) => Inputs = inputs;

    /// <summary>The probability that a value is dropped.</summary>
    public double Rate { get; } = 0.5;

    /// <summary>The layer to drop from and that of the mask.</summary>
    public IReadOnlyList<string> Inputs { get; } = [];

    /// <summary>Whether every step drops what the first one did.</summary>
    public bool Frozen { get; set; }
}
