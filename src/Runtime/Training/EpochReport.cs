using System.Globalization;

namespace Kiln.Training;

/// <summary>One epoch of a training.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Epochs">How many the training was to have.</param>
/// <param name="Training">On the training images, each before the step it took part in.</param>
/// <param name="Validation">On the validation images, after the epoch; null without any.</param>
/// <param name="ImagesPerSecond">Training images a second, validation not counted.</param>
public sealed record EpochReport(int Epoch, int Epochs, ErrorRates Training, ErrorRates? Validation, double ImagesPerSecond)
{
    /// <summary>About how long the training still takes, if it goes through all its epochs; null for an epoch of an earlier run.</summary>
    public TimeSpan? TimeLeft { get; init; }

    /// <summary>One line, for example
    /// <c>epoch 3/15 train objective 0.1004 top1 0.0257 top5 0.0011 val objective 0.1201 top1 0.0329 top5 0.0020 images/s 5120</c>.</summary>
    public override string ToString()
    {
        string validation = Validation is { } rates ? $" val {Show(rates)}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"epoch {Epoch}/{Epochs} train {Show(Training)}{validation} images/s {ImagesPerSecond:F0}");
    }

    private static string Show(ErrorRates rates) =>
        string.Create(CultureInfo.InvariantCulture, $"objective {rates.Loss:F4} top1 {rates.Top1Error:F4} top5 {rates.Top5Error:F4}{(rates.OwnError is { } own ? string.Create(CultureInfo.InvariantCulture, $" own error {own:F4}") : "")}");
}
