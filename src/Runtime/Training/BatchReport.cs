namespace Kiln.Training;

/// <summary>Where a training is, after one batch.</summary>
/// <param name="Epoch">From 1; 0 in <see cref="Trainer.Evaluate"/>.</param>
/// <param name="Epochs">How many the training has.</param>
/// <param name="Validating">Whether the batch was one of validation images.</param>
/// <param name="Batch">From 1.</param>
/// <param name="Batches">How many the images of the epoch, or of the validation, make.</param>
/// <param name="Rates">Averages over the images of this epoch, or validation, so far.</param>
/// <param name="ImagesPerSecond">Images so far, by the time so far.</param>
public readonly record struct BatchReport(
    int Epoch, int Epochs, bool Validating, int Batch, int Batches, ErrorRates Rates, double ImagesPerSecond)
{
    /// <summary>About how long the training still takes, if it goes through all its epochs; null outside a training.</summary>
    public TimeSpan? TimeLeft { get; init; }
}
