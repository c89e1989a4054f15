using System.Diagnostics;
using System.Runtime.InteropServices;
using Kiln.Data;
using Kiln.Numerics;
using Kiln.Training;

namespace Kiln.Gpu;

/// <summary>Training on a graphics processor, for a <see cref="Trainer"/>: parameters, momenta and images of bytes stay on the device for the whole training, and batches follow
/// one another there without waiting. Losses come back some batches at a time, parameters once an epoch.</summary>
/// <example>
/// <code>
/// using CharacterCnn net = new(parameters, maxBatch: 1);
/// using GpuDevice device = CudaDevice.Open();
/// using GpuTraining gpu = new(net, device, maxBatch: 100);
/// new Trainer(net, options, gpu).Run(training, validation);
/// </code>
/// </example>
public sealed class GpuTraining : ITrainingDevice, IDisposable
{
    /// <summary>Batches between two looks at the losses.</summary>
    private const int BatchesTogether = 32;

    private readonly TrainableNetwork network;
    private readonly GpuNetwork gpu;
    private readonly GpuSgd sgd;
    private readonly GpuMemory reports;
    private readonly Dictionary<IImageSource, ImagesOnDevice?> known = [];
    private readonly byte[] report;

    /// <summary>What a pixel counts in the objective: of networks with one loss.</summary>
    private readonly double share;

    /// <summary>Puts a network on a device.</summary>
    /// <param name="network">The network; a maxBatch of 1 is enough, since its own buffers are not used.</param>
    /// <param name="device">The device.</param>
    /// <param name="maxBatch">The most images of a step.</param>
    /// <exception cref="GpuException">The network has no kernels for graphics processors, the device too little memory, or the optimizer no kernel.</exception>
    public GpuTraining(TrainableNetwork network, GpuDevice device, int maxBatch)
    {
        ArgumentNullException.ThrowIfNull(network);
        this.network = network;
        if (network.Optimizer is not Sgd)
            throw new GpuException($"{network.Optimizer.GetType().Name} has no kernel for graphics processors; use Sgd, or --device cpu");

        gpu = new GpuNetwork(network, device, maxBatch);
        sgd = new GpuSgd(gpu);
        report = new byte[BatchesTogether * 2 * sizeof(float) * maxBatch];
        reports = device.Allocate(report.Length);
        if (gpu.Program.Losses is [var loss])
        {
            LayerDescription layer = network.Description.Layers.First(layer => layer.Name == loss.Layer);
            share = LossTerm.ShareOf(layer, loss.Positions) * layer.Option("Weight");
        }
    }

    /// <inheritdoc/>
    public int MaxBatch => gpu.MaxBatch;

    private Sgd Optimizer => (Sgd)network.Optimizer;

    /// <inheritdoc/>
    public void Begin()
    {
        if (float.IsFinite(Optimizer.MaxGradientNorm))
            throw new GpuException("gradients are not shortened on graphics processors yet; leave MaxGradientNorm infinite, or train on the processor");

        gpu.UploadParameters();
        Optimizer.Attach(network.Parameters);
        sgd.Upload(Optimizer);
        gpu.DropoutSeed = network.DropoutSeed;
    }

    /// <inheritdoc/>
    public BatchReport Run(TrainingPass pass, Action<BatchReport>? batchDone, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(pass);
        if (pass.ProcessorOnly is { } what)
            throw new GpuException($"{what} is not computed on graphics processors yet; leave it out, or train on the processor");

        if (pass.Training)
            gpu.StepCount = pass.StepsBefore;

        // Labels that a kernel puts in place all count alike.
        if (!gpu.CountsAlike)
            return RunUploading(pass, batchDone, cancellation);

        if (!known.TryGetValue(pass.Images, out ImagesOnDevice? images))
            known[pass.Images] = images = ImagesOnDevice.Of(gpu, pass.Images);

        return images is null ? RunUploading(pass, batchDone, cancellation) : RunResident(pass, images, batchDone, cancellation);
    }

    /// <inheritdoc/>
    public void Collect()
    {
        gpu.DownloadParameters();
        sgd.Download(Optimizer);
        network.StepCount = gpu.StepCount;
    }

    /// <summary>Gives the memory on the device back.</summary>
    public void Dispose()
    {
        foreach (ImagesOnDevice? images in known.Values)
            images?.Dispose();

        reports.Dispose();
        sgd.Dispose();
        gpu.Dispose();
    }

    /// <summary>The images are on the device: batches are queued one behind the other.</summary>
    private BatchReport RunResident(TrainingPass pass, ImagesOnDevice images, Action<BatchReport>? batchDone, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        images.Begin(pass);
        gpu.ResetWeights();
        ErrorSum sum = pass.Errors;
        BatchReport last = default;
        for (int first = 0; first < pass.Batches; first += BatchesTogether)
        {
            cancellation.ThrowIfCancellationRequested();
            int end = Math.Min(pass.Batches, first + BatchesTogether);
            for (int batch = first; batch < end; batch++)
            {
                int count = pass.ImagesOf(batch).Length;
                images.Load(batch * pass.BatchSize, count);
                Queue(pass, count, (reports, OffsetOf(batch - first)));
            }

            gpu.Device.Download(reports, 0, report.AsSpan(0, (int)OffsetOf(end - first)));
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            for (int batch = first; batch < end; batch++)
            {
                last = sum.Add(pass, batch + 1, Report((int)OffsetOf(batch - first), pass.ImagesOf(batch).Length), seconds, Optimizer.LearningRate);
                batchDone?.Invoke(last);
            }
        }

        return last;

        long OffsetOf(int batch) => (long)batch * 2 * sizeof(float) * pass.BatchSize;
    }

    private void Queue(TrainingPass pass, int count, (GpuMemory Memory, long Offset) to)
    {
        if (!pass.Training)
        {
            gpu.RunEvaluation(count, to);
            return;
        }

        gpu.RunTraining(count, to);
        sgd.Step(Optimizer);
    }

    /// <summary>The losses of a batch, and behind them the ranks.</summary>
    private LossReport Report(int offset, int count)
    {
        Span<byte> bytes = report.AsSpan(offset, 2 * sizeof(float) * count);
        Span<float> losses = MemoryMarshal.Cast<byte, float>(bytes[..(sizeof(float) * count)]);
        Span<int> ranks = MemoryMarshal.Cast<byte, int>(bytes[(sizeof(float) * count)..]);
        return LossTerm.Report(losses, ranks, count, share);
    }

    /// <summary>The processor reads the images, and each batch waits for its loss.</summary>
    private BatchReport RunUploading(TrainingPass pass, Action<BatchReport>? batchDone, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        PreparedBatch batchImages = new(pass.BatchSize, network.Description.InputFloats, network.Positions);
        SeededRandom random = new(0);
        ErrorSum sum = pass.Errors;
        BatchReport last = default;
        for (int batch = 0; batch < pass.Batches; batch++)
        {
            cancellation.ThrowIfCancellationRequested();
            batchImages.Fill(pass.Images, pass.ImagesOf(batch), pass.Seed, pass.Epoch, random);
            LossReport loss = batchImages.HasTargets
                ? pass.Training ? gpu.ComputeGradients(batchImages.Input, batchImages.Targets) : gpu.Evaluate(batchImages.Input, batchImages.Targets)
                : pass.Training ? gpu.ComputeGradients(batchImages.Input, batchImages.Labels) : gpu.Evaluate(batchImages.Input, batchImages.Labels);
            last = sum.Add(pass, batch + 1, loss, Stopwatch.GetElapsedTime(start).TotalSeconds, Optimizer.LearningRate);
            if (pass.Training)
                sgd.Step(Optimizer);

            batchDone?.Invoke(last);
        }

        return last;
    }
}
