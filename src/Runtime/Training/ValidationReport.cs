namespace Kiln.Training;

/// <summary>A validation within an epoch (<see cref="TrainingOptions.ValidateEvery"/>).</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Batch">After which batch of the epoch, from 1.</param>
/// <param name="Batches">How many batches the epoch has.</param>
/// <param name="Rates">On all validation images.</param>
public sealed record ValidationReport(int Epoch, int Batch, int Batches, ErrorRates Rates);
