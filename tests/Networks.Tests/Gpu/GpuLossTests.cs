using Kiln.Gpu;
using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests.Gpu;

/// <summary>On a graphics processor too, what labels and classes count is what they count on the processor.</summary>
[Collection(SimulatorCollection.Name)]
public sealed class GpuLossTests
{
    [Theory]
    [InlineData("HingeLosses", "Wrong", "Far")]
    [InlineData("LogLosses", "Wrong", "Far")]
    [InlineData("AttributeLosses", "Wrong", "Hinge")]
    public void LossesAndErrorsAreTheProcessors(string name, params string[] losses)
    {
        const int images = 2;
        using TrainableNetwork net = GpuTwins.Create(name, images);
        Samples.Fill(net.Parameters, seed: 3);
        LabelSet labels = LabelSet.Draw(net, images, seed: 4);
        if (labels.Classes.Length > 0)
            net.Layers.OfType<LossLayer>().First(loss => loss.Name == "Loss").ClassWeights = [.. Enumerable.Range(1, net.OutputShape.Channels).Select(k => k / 2f)];

        float[] input = Samples.Floats(images * net.Description.InputFloats, 5), gradients = new float[net.Gradients.Length];
        using GpuNetwork gpu = new(net, GpuTwins.Device, images);

        LossReport expected = net.ComputeGradients(input, labels, new float[input.Length]), actual = gpu.ComputeGradients(input, labels, new float[input.Length]);
        gpu.DownloadGradients(gradients);

        Assert.Equal(expected.Loss, actual.Loss, 1e-5 * expected.Loss);
        Assert.All(losses, loss => Assert.Equal(net.Layers.OfType<LossLayer>().Single(layer => layer.Name == loss).Report.Loss, gpu.ReportOf(loss).Loss, 1e-5));
        foreach (ParameterDescription array in net.Description.Parameters)
            GpuAgreementTests.Near(array.Name, gradients.AsSpan(array.Offset, array.Length), net.Gradients.Slice(array.Offset, array.Length));
    }
}
