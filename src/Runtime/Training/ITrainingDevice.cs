using Kiln.Data;

namespace Kiln.Training;

/// <summary>Where a training runs: it goes through images and keeps what it learns until it is collected. A <see cref="Trainer"/> without one trains on the processor;
/// Kiln.Gpu has one for graphics processors.</summary>
public interface ITrainingDevice
{
    /// <summary>The most images of a step.</summary>
    int MaxBatch { get; }

    /// <summary>Takes over the network's parameters and the state of its optimizer, as a checkpoint or a caller left them.</summary>
    void Begin();

    /// <summary>Goes once through images.</summary>
    /// <param name="pass">What to go through, and how.</param>
    /// <param name="batchDone">Called after every batch; null for nothing.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>The report of the last batch, with the averages over all.</returns>
    /// <exception cref="DivergedException">The loss is not finite any more.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    BatchReport Run(TrainingPass pass, Action<BatchReport>? batchDone, CancellationToken cancellation);

    /// <summary>Gives the network the parameters that it has reached, and its optimizer the state.</summary>
    void Collect();
}

/// <summary>One pass through images.</summary>
/// <param name="Images">Where they come from.</param>
/// <param name="Order">Which images, in which order.</param>
/// <param name="BatchSize">Images of a step; the last gets what is left.</param>
/// <param name="Epoch">From 1; 0 for a measurement outside a training.</param>
/// <param name="Epochs">How many the training has.</param>
/// <param name="Seed">Decides every random change of an image.</param>
/// <param name="Training">Whether the parameters follow the gradients, or images are only measured.</param>
public sealed record TrainingPass(IImageSource Images, int[] Order, int BatchSize, int Epoch, int Epochs, int Seed, bool Training)
{
    /// <summary>How many steps it has.</summary>
    public int Batches => (Order.Length + BatchSize - 1) / BatchSize;

    /// <summary>Steps that the training took before this pass.</summary>
    public long StepsBefore => (long)(Epoch - 1) * Batches;

    /// <summary>The images of a step.</summary>
    /// <param name="batch">From 0.</param>
    public ReadOnlySpan<int> ImagesOf(int batch) => Order.AsSpan(batch * BatchSize, Math.Min(BatchSize, Order.Length - (batch * BatchSize)));

    /// <summary>The random stream of an image in this pass.</summary>
    /// <param name="image">The image.</param>
    public long StreamOf(int image) => BatchQueue.StreamOf(Epoch, image);
}
