namespace Kiln.Pictures;

/// <summary>A file that is no picture, or a damaged one, and so is left out.</summary>
/// <param name="Path">The file.</param>
/// <param name="Reason">What is wrong with it: one line.</param>
public sealed record SkippedPicture(string Path, string Reason);
