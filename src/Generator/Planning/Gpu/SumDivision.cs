namespace Kiln.Generator.Planning.Gpu;

/// <summary>How a sum over the images of a call is divided into parts: into the most where there is enough for each, else into so many that each has a slice of its own. Nothing but the images
/// decides, so that the bits do not depend on anything else.</summary>
/// <param name="PerImage">Terms of an image.</param>
/// <param name="Slice">Terms of a slice, the least of a part.</param>
/// <param name="Most">The most parts.</param>
internal sealed record SumDivision(long PerImage, int Slice, int Most);
