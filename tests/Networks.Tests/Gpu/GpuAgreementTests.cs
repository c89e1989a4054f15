using Kiln.Gpu;
using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests.Gpu;

/// <summary>Kernels for graphics processors compute what the reference computes, element by element, on ILGPU's simulator: scores, loss, and the gradients of parameters
/// and images.</summary>
[Collection(SimulatorCollection.Name)]
public sealed class GpuAgreementTests
{
    [Theory]
    [MemberData(nameof(Cases.Classes), MemberType = typeof(Cases))]
    public void ScoresLossAndGradientsAreTheReferences(string name)
    {
        NetworkCase one = Cases.OfClass(name);
        Check(GpuTwins.Device, one, one.Batches[1]);
    }

    /// <summary>A training step of some images, and scores as in inference.</summary>
    internal static void Check(GpuDevice device, NetworkCase one, int images)
    {
        using TrainableNetwork net = GpuTwins.Create(one.Class, images);
        Samples.Fill(net.Parameters, seed: 3);
        Batch batch = Batch.Draw(net, images, seed: 3);
        using GpuNetwork gpu = new(net, device, images);

        float[] imageGradients = new float[batch.Input.Length];
        LossReport report = gpu.ComputeGradients(batch.Input, batch.Labels, imageGradients);
        float[] scores = gpu.Program.HasModes ? gpu.Forward(batch.Input) : gpu.Scores(images);
        Agreement.Check("the scores", scores, batch.Run.Scores, one.Roundings);
        gpu.DownloadGradients(net.Gradients);
        Agreement.CheckParameters(report, net, imageGradients, batch.Gradients, one.Roundings);
    }

    /// <summary>Dropout draws the processor's numbers, so both have the same gradients.</summary>
    [Theory]
    [MemberData(nameof(Cases.DroppingClasses), MemberType = typeof(Cases))]
    public void DropoutDropsWhatTheProcessorDrops(string name)
    {
        const int images = 3;
        using TrainableNetwork net = GpuTwins.Create(name, images);
        Samples.Fill(net.Parameters, seed: 4);
        (net.DropoutSeed, net.StepCount) = (5, 6);
        float[] input = Samples.Floats(images * net.Description.InputFloats, 7);
        int[] labels = Samples.Labels(images, net.OutputShape.Channels, 8);
        using GpuNetwork gpu = new(net, GpuTwins.Device, images) { DropoutSeed = 5, StepCount = 6 };

        LossReport expected = net.ComputeGradients(input, labels), actual = gpu.ComputeGradients(input, labels);
        float[] gradients = new float[net.Gradients.Length];
        gpu.DownloadGradients(gradients);

        Assert.Equal(expected.Loss, actual.Loss, 1e-5);
        foreach (ParameterDescription array in net.Description.Parameters)
            Near(array.Name, gradients.AsSpan(array.Offset, array.Length), net.Gradients.Slice(array.Offset, array.Length));
    }

    /// <summary>A loss of the caller's own goes back as on the processor, to the parameters and to the images.</summary>
    [Theory]
    [InlineData("LossOutside")]
    [InlineData("LossInsideAndOutside")]
    public void TheCallersDerivativeGoesBack(string name)
    {
        const int images = 2;
        using TrainableNetwork net = GpuTwins.Create(name, images);
        Samples.Fill(net.Parameters, seed: 12);
        float[] input = Samples.Floats(images * net.Description.InputFloats, 13), derivative = Samples.Floats(images * net.OutputShape.Count, 14);
        float[] expected = new float[input.Length], actual = new float[input.Length], gradients = new float[net.Gradients.Length];
        using GpuNetwork gpu = new(net, GpuTwins.Device, images);

        Near("the scores", gpu.ForwardForTraining(input), net.ForwardForTraining(input));
        net.Backward(derivative, expected);
        gpu.Backward(derivative, actual);
        gpu.DownloadGradients(gradients);

        Near("the gradient of the images", actual, expected);
        foreach (ParameterDescription array in net.Description.Parameters)
            Near(array.Name, gradients.AsSpan(array.Offset, array.Length), net.Gradients.Slice(array.Offset, array.Length));
    }

    /// <summary>As one vector: off by no more than some roundings of its length.</summary>
    internal static void Near(string what, ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        double off = 0, length = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            off += Math.Pow((double)actual[i] - expected[i], 2);
            length += Math.Pow(expected[i], 2);
        }

        // In front of a normalisation the gradient of a bias is 0 but for rounding.
        Assert.True(Math.Sqrt(off) <= (1e-5 * Math.Sqrt(length)) + 1e-7, $"{what}: {Math.Sqrt(off)} off, of {Math.Sqrt(length)}");
    }
}
