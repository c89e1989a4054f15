using System.Diagnostics;

namespace Kiln.Training;

/// <summary>Training on the processor: the network's own kernels, batches prepared on a thread beside.</summary>
/// <param name="network">The network.</param>
internal sealed class ProcessorTraining(TrainableNetwork network) : ITrainingDevice, IDisposable
{
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

        ErrorSum sum = default;
        BatchReport report = default;
        for (int batch = 1; batch <= pass.Batches; batch++)
        {
            cancellation.ThrowIfCancellationRequested();
            PreparedBatch prepared = queue.Next();
            LossReport loss = pass.Training
                ? network.Step(prepared.Input, prepared.Labels)
                : network.Evaluate(prepared.Input, prepared.Labels);
            report = sum.Add(pass, batch, loss, Stopwatch.GetElapsedTime(start).TotalSeconds, network.Optimizer.LearningRate);
            batchDone?.Invoke(report);
        }

        return report;
    }

    public void Dispose() => queue?.Dispose();
}
