namespace Kiln;

/// <summary>What the score of the labelled class lacks to a lead of 1 over the best other (Crammer and Singer 2001).</summary>
/// <remarks>
/// <c>max(0, 1 − x(label) + x(rival))</c> at every pixel, the rival being the class of the highest score beside the label, the first of equals: MatConvNet's <c>mshinge</c>. Labels run from 0; −1 is ignored (no loss, no gradient).
/// It reads a layer of 2 channels or more.
/// </remarks>
/// <example><code>[StructuredHingeLoss] public partial LossLayer Loss { get; }</code></example>
public sealed class StructuredHingeLossAttribute : LossAttribute;
