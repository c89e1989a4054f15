namespace Kiln;

/// <summary>What a loss found on the images of one call.</summary>
/// <param name="Images">How many images.</param>
/// <param name="Loss">The loss, averaged over the images.</param>
/// <param name="Top1Errors">Labels that are not the best class; of equal scores the lower class counts as better.</param>
/// <param name="Top5Errors">Labels that are not among the five best classes.</param>
public readonly record struct LossReport(int Images, double Loss, int Top1Errors, int Top5Errors);
