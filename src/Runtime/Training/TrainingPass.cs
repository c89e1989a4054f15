using Kiln.Data;

namespace Kiln.Training;

/// <summary>One pass through images: an epoch, a part of one between two validations, or a validation.</summary>
/// <param name="Images">Where they come from.</param>
/// <param name="Order">Which images, in which order.</param>
/// <param name="BatchSize">Images of a step; the last gets what is left.</param>
/// <param name="Epoch">From 1; 0 for a measurement outside a training.</param>
/// <param name="Epochs">How many the training has.</param>
/// <param name="Seed">Decides every random change of an image.</param>
/// <param name="Training">Whether the parameters follow the gradients, or images are only measured.</param>
public sealed record TrainingPass(IImageSource Images, int[] Order, int BatchSize, int Epoch, int Epochs, int Seed, bool Training)
{
    /// <summary>Into how many parts a batch is divided whose gradients are averaged; at least 1.</summary>
    public int SubBatches { get; init; } = 1;

    /// <summary>The most images of one part of a batch.</summary>
    public int SubBatchSize => (BatchSize + SubBatches - 1) / SubBatches;

    /// <summary>Steps of the epoch before this pass; 0 unless the epoch has several passes.</summary>
    public int BatchesBefore { get; init; }

    /// <summary>Steps of the epoch after this pass.</summary>
    public int BatchesAfter { get; init; }

    /// <summary>How many steps it has.</summary>
    public int Batches => (Order.Length + BatchSize - 1) / BatchSize;

    /// <summary>How many steps the whole epoch has.</summary>
    public int EpochBatches => BatchesBefore + Batches + BatchesAfter;

    /// <summary>Steps that the training took before this pass.</summary>
    public long StepsBefore => ((long)(Epoch - 1) * EpochBatches) + BatchesBefore;

    /// <summary>The caller's own error of an image; null for none.</summary>
    public ImageError? Error { get; init; }

    /// <summary>Counts which classes are taken for which; null for nothing.</summary>
    public ConfusionMatrix? Confusion { get; init; }

    /// <summary>What the pass asks of its device that only the processor does so far; null for nothing.</summary>
    public string? ProcessorOnly =>
        SubBatches > 1 ? "a step gathered over sub-batches"
        : Average is not null ? "an average of the weights"
        : Error is not null ? "an error function of the caller's own"
        : Confusion is not null ? "a confusion matrix"
        : null;

    /// <summary>Follows the parameters after every step; null for nothing.</summary>
    internal WeightAverage? Average { get; init; }

    /// <summary>What was found so far, in earlier passes of the epoch too.</summary>
    internal ErrorSum Errors { get; init; } = new();

    /// <summary>The images of a step.</summary>
    /// <param name="batch">From 0.</param>
    public ReadOnlySpan<int> ImagesOf(int batch) => Order.AsSpan(batch * BatchSize, Math.Min(BatchSize, Order.Length - (batch * BatchSize)));

    /// <summary>The random stream of an image in this pass.</summary>
    /// <param name="image">The image.</param>
    public long StreamOf(int image) => BatchQueue.StreamOf(Epoch, image);
}
