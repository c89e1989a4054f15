using System.Diagnostics;
using Kiln.Gpu.Cuda;
using Kiln.Training;

namespace Kiln.Gpu;

/// <summary>How long a kernel takes on a device.</summary>
/// <param name="Launch">The kernel with its grid and bytes.</param>
/// <param name="Microseconds">The time of one launch, the mean of many behind one another.</param>
/// <param name="Registers">Registers of a thread; 0 where the device does not say.</param>
/// <param name="LocalBytes">Bytes of a thread that did not fit its registers.</param>
public readonly record struct GpuKernelTime(GpuLaunch Launch, double Microseconds, int Registers, int LocalBytes);

/// <summary>Measures a network on a device.</summary>
public static class GpuTimes
{
    /// <summary>The time of every kernel of a training step, each alone.</summary>
    /// <param name="network">The network, whose last call was a step of so many images.</param>
    /// <param name="images">Images of a call.</param>
    /// <param name="launches">Launches to take the mean of.</param>
    public static IReadOnlyList<GpuKernelTime> OfKernels(GpuNetwork network, int images, int launches = 50)
    {
        List<GpuKernelTime> times = [];
        for (int index = 0; index < network.Program.Launches.Count; index++)
        {
            int own = index;
            GpuLaunch launch = network.Program.Launches[index];
            if (launch.Phase is GpuPhase.BackwardOnRequest)
                continue;

            double seconds = Mean(network, launches, () => network.Launch(own, images, hasLabels: true, null));
            (int registers, int local) = network.Device is CudaDevice ? CudaDevice.Usage(network.KernelOf(index)) : default;
            times.Add(new GpuKernelTime(launch, seconds * 1e6, registers, local));
        }

        return times;
    }

    /// <summary>Seconds of a training step on images that are on the device already.</summary>
    /// <param name="network">The network, which has been given images and labels.</param>
    /// <param name="images">Images of a step.</param>
    /// <param name="steps">Steps to take the mean of.</param>
    public static double OfStep(GpuNetwork network, int images, int steps)
    {
        Sgd optimizer = new() { LearningRate = 1e-6f };
        optimizer.Attach(network.Network.Parameters);
        using GpuSgd sgd = new(network);
        sgd.Upload(optimizer);
        return Mean(network, steps, () =>
        {
            network.RunTraining(images, null);
            sgd.Step(optimizer);
        });
    }

    /// <summary>Seconds of a forward run of inference on images that are on the device already.</summary>
    /// <param name="network">The network, which has been given images.</param>
    /// <param name="images">Images of a run.</param>
    /// <param name="runs">Runs to take the mean of.</param>
    public static double OfForward(GpuNetwork network, int images, int runs) => Mean(network, runs, () => network.RunInference(images));

    private static double Mean(GpuNetwork network, int count, Action run)
    {
        for (int i = 0; i < 3; i++)
            run();

        network.Device.Synchronize();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; i++)
            run();

        network.Device.Synchronize();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / count;
    }
}
