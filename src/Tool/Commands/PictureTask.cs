using Kiln.Data;

namespace Kiln.Tool.Commands;

/// <summary>Pictures to train and to validate on.</summary>
/// <param name="Training">What is learned from.</param>
/// <param name="Validation">What is only measured; null for none.</param>
/// <param name="Classes">The names of the classes, from class 0 on.</param>
internal sealed record PictureTask(IImageSource Training, IImageSource? Validation, IReadOnlyList<string> Classes);
