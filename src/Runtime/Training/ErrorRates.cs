namespace Kiln.Training;

/// <summary>What a network got wrong on some images, as averages over the images.</summary>
/// <param name="Images">How many images.</param>
/// <param name="Loss">The loss per image.</param>
/// <param name="Top1Error">Share of images whose label is not the best class; of labels per pixel, errors per image, as cnn_train counts.</param>
/// <param name="Top5Error">Share of images whose label is not among the five best classes.</param>
public readonly record struct ErrorRates(int Images, double Loss, double Top1Error, double Top5Error)
{
    /// <summary>Share of images whose label is the best class: 1 − <see cref="Top1Error"/>.</summary>
    public double Accuracy => 1 - Top1Error;

    /// <summary>The caller's own error per image (<see cref="TrainingOptions.Error"/>); null without one.</summary>
    public double? OwnError { get; init; }
}
