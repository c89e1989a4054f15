namespace Kiln.Bench.Benchmarks;

/// <summary>Runs of networks under a clock.</summary>
internal static class ClockedRun
{
    /// <summary>Computes the gradients of all parameters and images once.</summary>
    public static Network Step(TrainableNetwork network, KernelClock clock)
    {
        float[] images = Workload.Images(network.Description.InputShape, network.MaxBatch);
        network.Clock = clock;
        network.ComputeGradients(images, Workload.Labels(network.MaxBatch, network.OutputShape.Channels), new float[images.Length]);
        return network;
    }

    /// <summary>Computes the scores once.</summary>
    public static Network Forward(ImageNetwork network, KernelClock clock)
    {
        network.Clock = clock;
        network.Forward(Workload.Images(network.Description.InputShape, network.MaxBatch));
        return network;
    }
}
