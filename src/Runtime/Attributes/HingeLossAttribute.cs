namespace Kiln;

/// <summary>What the score of the labelled class lacks to 1.</summary>
/// <remarks>
/// <c>max(0, 1 − x(label))</c> at every pixel: MatConvNet's <c>mhinge</c>. The other scores have no gradient. Labels run from 0; −1 is ignored (no loss, no gradient).
/// </remarks>
/// <example><code>[HingeLoss] public partial LossLayer Loss { get; }</code></example>
public sealed class HingeLossAttribute : LossAttribute;
