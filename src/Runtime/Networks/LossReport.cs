namespace Kiln;

/// <summary>What a loss found on the images of one call.</summary>
/// <param name="Images">How many images.</param>
/// <param name="Loss">The loss, averaged over the images; of a measure of errors their number for each image, by weights.</param>
/// <param name="Top1Errors">Labels that are not the best class; of equal scores the lower class counts as better. 0 for a loss of signs or numbers, which has no
/// classes: a <see cref="BinaryErrorAttribute"/> beside it counts wrong signs.</param>
/// <param name="Top5Errors">Labels that are not among the five best classes; 0 without classes.</param>
public readonly record struct LossReport(int Images, double Loss, int Top1Errors, int Top5Errors);
