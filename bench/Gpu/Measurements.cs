using System.Diagnostics;
using Kiln.Gpu;
using Kiln.Models.Networks;
using Kiln.Numerics;

namespace Kiln.Bench.Gpu;

/// <summary>What is measured: <c>train</c> the character network's training step, <c>kernels</c> its kernels, <c>vgg16</c> a forward run of VGG-16, <c>check</c> the
/// gradients against the processor's.</summary>
internal static class Measurements
{
    public static void Run(GpuDevice device, string what)
    {
        switch (what)
        {
            case "check":
                Check(device);
                break;
            case "train":
                foreach (int images in new[] { 100, 1000 })
                    Train(device, images, kernels: false);
                break;
            case "kernels":
                foreach (int images in new[] { 100, 1000 })
                    Train(device, images, kernels: true);
                break;
            case "vgg16":
                foreach (int images in new[] { 1, 16, 64 })
                    Forward(device, images);
                break;
            default:
                Console.WriteLine($"there is no measurement '{what}': check, train, kernels, vgg16");
                break;
        }
    }

    private static void Check(GpuDevice device)
    {
        const int images = 100;
        using CharacterCnn net = new(Parameters<CharacterCnn>(), images, 0);
        (float[] input, int[] labels) = Batch(net, images);
        LossReport expected = net.ComputeGradients(input, labels);
        using GpuNetwork gpu = new(net, device, images);
        LossReport actual = gpu.ComputeGradients(input, labels);
        float[] gradients = new float[net.Description.ParameterArenaFloats], again = new float[gradients.Length];
        gpu.DownloadGradients(gradients);
        Console.WriteLine($"loss {actual.Loss:0.000000} (processor {expected.Loss:0.000000}), errors {actual.Top1Errors} ({expected.Top1Errors})");
        foreach (ParameterDescription array in net.Description.Parameters)
        {
            double difference = 0, size = 0;
            for (int i = array.Offset; i < array.Offset + array.Length; i++)
            {
                difference += Math.Pow(gradients[i] - net.Gradients[i], 2);
                size += Math.Pow(net.Gradients[i], 2);
            }

            Console.WriteLine($"  {array.Name}: off by {Math.Sqrt(difference / size):0.0e+00} of its length");
        }

        gpu.ComputeGradients(input, labels);
        gpu.DownloadGradients(again);
        Console.WriteLine($"  the same bits again: {gradients.AsSpan().SequenceEqual(again)}");
    }

    private static void Train(GpuDevice device, int images, bool kernels)
    {
        using CharacterCnn net = new(Parameters<CharacterCnn>(), 1, 1);
        using GpuNetwork gpu = new(net, device, images);
        (float[] input, int[] labels) = Batch(net, images);
        gpu.ComputeGradients(input, labels);
        double[] seconds = [.. Enumerable.Range(0, 5).Select(_ => GpuTimes.OfStep(gpu, images, 200))];
        Array.Sort(seconds);
        Console.WriteLine($"CharacterCnn, training, batch {images}: {seconds[2] * 1e6:0.0} µs a step ({seconds[0] * 1e6:0.0} to {seconds[4] * 1e6:0.0}), {images / seconds[2]:N0} images/s");
        if (kernels)
            Table(gpu, images);
    }

    private static void Forward(GpuDevice device, int images)
    {
        using Vgg16 net = new(Parameters<Vgg16>(), 1, 1);
        using GpuNetwork gpu = new(net, device, images);
        gpu.Forward(Images(net, images));
        double[] seconds = [.. Enumerable.Range(0, 5).Select(_ => GpuTimes.OfForward(gpu, images, 10))];
        Array.Sort(seconds);
        Console.WriteLine($"VGG-16, forward, batch {images}: {seconds[2] * 1e3:0.00} ms ({seconds[0] * 1e3:0.00} to {seconds[4] * 1e3:0.00}), {images / seconds[2]:N0} images/s");
        if (images == 16)
            Table(gpu, images);
    }

    private static void Table(GpuNetwork gpu, int images)
    {
        foreach (GpuKernelTime time in GpuTimes.OfKernels(gpu, images))
        {
            GpuLaunch launch = time.Launch;
            (int X, int Y, int Z) grid = launch.Grid(images);
            double rate = 2e-6 * launch.MultiplyAdds * images / time.Microseconds, bytes = ((double)launch.BytesPerImage * images + launch.BytesPerCall) / time.Microseconds / 1e3;
            Console.WriteLine($"  {launch.Kernel,-34} {time.Microseconds,8:0.0} µs  {rate,6:0.0} TFLOP/s  {bytes,6:0} GB/s  grid {grid.X}×{grid.Y}×{grid.Z} of {launch.Threads}, {time.Registers} registers, {time.LocalBytes} spilled, {launch.SharedBytes} shared");
        }
    }

    private static ParameterSet<TNetwork> Parameters<TNetwork>()
        where TNetwork : IDeclaredNetwork
    {
        ParameterSet<TNetwork> parameters = new();
        parameters.Initialize(Initialization.Gaussian(0.01), 1);
        return parameters;
    }

    private static (float[] Input, int[] Labels) Batch(Network net, int images)
    {
        SeededRandom random = new(2);
        return (Images(net, images), [.. Enumerable.Range(0, images).Select(_ => random.Next(26))]);
    }

    private static float[] Images(Network net, int images)
    {
        SeededRandom random = new(1);
        float[] input = new float[images * net.Description.InputFloats];
        for (int i = 0; i < input.Length; i++)
            input[i] = (float)((random.NextDouble() - 0.5) * 50);

        return input;
    }
}
