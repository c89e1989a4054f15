namespace Kiln;

/// <summary>Counts labels that are not among the best classes; of equal scores the lower class counts as better.</summary>
/// <remarks>
/// It trains nothing: it stands beside a loss, and <see cref="LossLayer.Report"/> has the errors of an image as its loss, MatConvNet's <c>topkerror</c>. Labels run from 0; −1 is ignored (no loss, no gradient).
/// </remarks>
/// <param name="k">How many classes are looked among; from 1 to the channels of the scores.</param>
/// <example><code>[TopKError(3, From = nameof(Scores))] public partial LossLayer Errors { get; }</code></example>
public sealed class TopKErrorAttribute(int k) : LayerAttribute
{
    /// <summary>How many classes are looked among.</summary>
    public int K { get; } = k;
}
