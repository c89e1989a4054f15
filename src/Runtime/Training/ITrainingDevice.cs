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
    /// <exception cref="NotSupportedException">The pass asks for what the device does not do (<see cref="TrainingPass.ProcessorOnly"/>); a device may throw an exception of its own.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    BatchReport Run(TrainingPass pass, Action<BatchReport>? batchDone, CancellationToken cancellation);

    /// <summary>Gives the network the parameters that it has reached, and its optimizer the state.</summary>
    void Collect();
}
