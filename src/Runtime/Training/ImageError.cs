namespace Kiln.Training;

/// <summary>An error of the caller's own, which a training reports beside the loss, averaged over the images. It must depend on its arguments alone.</summary>
/// <param name="scores">The scores of one image: rows, columns, classes, classes innermost.</param>
/// <param name="labels">Its labels, one or one a pixel of the scores: classes from 0, −1 for none.</param>
/// <returns>The error of the image; 0 for none.</returns>
public delegate double ImageError(ReadOnlySpan<float> scores, ReadOnlySpan<int> labels);
