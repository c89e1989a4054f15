namespace Kiln;

/// <summary>Counts labels that are not the best class; of equal scores the lower class counts as better.</summary>
/// <remarks>
/// It trains nothing: it stands beside a loss, and <see cref="LossLayer.Report"/> has the errors of an image as its loss, MatConvNet's <c>classerror</c>. Labels run from 0; −1 is ignored (no loss, no gradient).
/// </remarks>
/// <example><code>[ClassError(From = nameof(Scores))] public partial LossLayer Errors { get; }</code></example>
public sealed class ClassErrorAttribute : LayerAttribute;
