using Kiln.Gpu.Kernels;
using Kiln.Training;

namespace Kiln.Gpu;

/// <summary>Gradient descent with momentum on a device: one kernel changes all arrays. Settings are those of an <see cref="Sgd"/>, whose state it takes over and gives back.</summary>
internal sealed class GpuSgd : IDisposable
{
    private readonly GpuNetwork network;
    private readonly GpuKernel kernel;
    private readonly GpuMemory momenta, table;
    private readonly int floats;

    /// <summary>For a network on a device.</summary>
    /// <param name="network">The network.</param>
    public GpuSgd(GpuNetwork network)
    {
        this.network = network;
        floats = network.Network.Description.ParameterArenaFloats;
        momenta = network.Device.Allocate(Math.Max(4, sizeof(float) * (long)floats));
        table = network.Device.Allocate(Math.Max(4, 3 * sizeof(float) * (long)Stretches(floats)));
        kernel = network.Device.Load(typeof(TrainingKernels).Assembly, typeof(TrainingKernels).FullName!, nameof(TrainingKernels.Descend));
    }

    /// <summary>Takes over what an optimizer has kept, and the rates of the arrays.</summary>
    /// <param name="optimizer">The optimizer, attached to the network's parameters.</param>
    public void Upload(Sgd optimizer)
    {
        network.Device.Upload<float>(momenta, 0, optimizer.State[0].Values.Span);
        float[] entries = new float[3 * Stretches(floats)];
        foreach (Parameter array in network.Network.Parameters.Arrays)
        {
            ParameterDescription description = array.Description;
            float follows = description.Update switch
            {
                ParameterUpdate.Gradient => TrainingKernels.Gradient,
                ParameterUpdate.Average => TrainingKernels.Average,
                _ => TrainingKernels.Fixed,
            };
            int first = description.Offset / TrainingKernels.Stretch, end = Stretches(description.Offset + description.Length);
            for (int stretch = first; stretch < end; stretch++)
                (entries[3 * stretch], entries[(3 * stretch) + 1], entries[(3 * stretch) + 2]) = (follows, (float)array.LearningRateScale, (float)array.WeightDecayScale);
        }

        network.Device.Upload<float>(table, 0, entries);
    }

    /// <summary>Gives back what it has kept.</summary>
    /// <param name="optimizer">The optimizer.</param>
    public void Download(Sgd optimizer) => network.Device.Download(momenta, 0, optimizer.State[0].Values.Span);

    /// <summary>Queues one step along the gradients, and computes what follows from the parameters.</summary>
    /// <param name="optimizer">Its settings.</param>
    public void Step(Sgd optimizer)
    {
        int groups = (floats + TrainingKernels.Threads - 1) / TrainingKernels.Threads;
        network.Device.Launch(
            kernel,
            (groups, 1, 1),
            TrainingKernels.Threads,
            [
                GpuValue.Of(network.ParameterMemory, 0, floats),
                GpuValue.Of(network.GradientMemory, 0, floats),
                GpuValue.Of(momenta, 0, floats),
                GpuValue.Of(table, 0, 3 * Stretches(floats)),
                GpuValue.Of(floats),
                GpuValue.Of(optimizer.LearningRate),
                GpuValue.Of(optimizer.Momentum),
                GpuValue.Of(optimizer.WeightDecay),
                GpuValue.Of(optimizer.Nesterov ? 1 : 0),
            ]);
        network.UseParameters();
        network.StepCount++;
    }

    /// <summary>Gives its memory back.</summary>
    public void Dispose()
    {
        momenta.Dispose();
        table.Dispose();
    }

    private static int Stretches(int floats) => (floats + TrainingKernels.Stretch - 1) / TrainingKernels.Stretch;
}
