namespace Kiln.Training;

/// <summary>What a network got wrong on some images, as averages over the images.</summary>
/// <param name="Images">How many images.</param>
/// <param name="Objective">The loss, an image.</param>
/// <param name="Top1">Share of images whose label is not the best class; of labels a pixel, errors an image, as cnn_train counts.</param>
/// <param name="Top5">Share of images whose label is not among the five best classes.</param>
public readonly record struct ErrorRates(int Images, double Objective, double Top1, double Top5);
