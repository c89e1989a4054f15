using System.Diagnostics;

namespace Kiln.Training;

/// <summary>Training on the processor: the network's own kernels, batches prepared on a thread beside.</summary>
/// <param name="network">The network.</param>
internal sealed class ProcessorTraining(TrainableNetwork network) : ITrainingDevice, IDisposable
{
    private readonly SubBatches batches = new(network);
    private BatchQueue? queue;

    public int MaxBatch => network.MaxBatch;

    /// <summary>Everything is where it is needed.</summary>
    public void Begin()
    {
    }

    public void Collect()
    {
    }

    public BatchReport Run(TrainingPass pass, Action<BatchReport>? batchDone, CancellationToken cancellation)
    {
        queue ??= new BatchQueue(pass.BatchSize, network.Description.InputFloats, network.Positions, pass.Seed);
        long start = Stopwatch.GetTimestamp();
        queue.Start(pass.Images, pass.Order, pass.Epoch);
        if (pass.Training)
            network.StepCount = pass.StepsBefore;

        BatchReport report = default;
        for (int batch = 1; batch <= pass.Batches; batch++)
        {
            cancellation.ThrowIfCancellationRequested();
            LossReport loss = batches.Run(pass, queue.Next());
            if (pass.Training)
                Follow(pass, batch, loss);

            report = pass.Errors.Add(pass, batch, loss, Stopwatch.GetElapsedTime(start).TotalSeconds, network.Optimizer.LearningRate);
            batchDone?.Invoke(report);
        }

        // A last step whose gradients were not finite shows in no loss any more.
        if (pass.Training && Divergence.FindInParameters(network) is not null)
            throw Diverged(pass, pass.Batches);

        return report;
    }

    public void Dispose() => queue?.Dispose();

    /// <summary>Takes the step, unless the loss is not finite: then the outputs of the layers are still those that made it so.</summary>
    private void Follow(TrainingPass pass, int batch, LossReport loss)
    {
        if (!double.IsFinite(loss.Loss))
            throw Diverged(pass, batch);

        network.Optimizer.Step();
        pass.Average?.Follow(network.StepCount);
    }

    private DivergedException Diverged(TrainingPass pass, int batch) =>
        new(pass.Epoch, pass.BatchesBefore + batch, network.Optimizer.LearningRate, Divergence.Find(network));
}
