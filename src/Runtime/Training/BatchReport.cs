namespace Kiln.Training;

/// <summary>Where a training is, after one batch.</summary>
/// <param name="Epoch">From 1; 0 in <see cref="Trainer.Evaluate"/>.</param>
/// <param name="Epochs">How many the training has.</param>
/// <param name="Validating">Whether the batch was one of validation images.</param>
/// <param name="Batch">From 1.</param>
/// <param name="Batches">How many the images of this pass make.</param>
/// <param name="Rates">Averages over the images of this pass so far.</param>
/// <param name="ImagesPerSecond">Images of this pass so far, by the time so far.</param>
public readonly record struct BatchReport(
    int Epoch, int Epochs, bool Validating, int Batch, int Batches, ErrorRates Rates, double ImagesPerSecond);
