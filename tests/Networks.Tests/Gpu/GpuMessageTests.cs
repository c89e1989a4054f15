using Kiln.Gpu;
using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests.Gpu;

/// <summary>On a device a caller is told the same as on the processor.</summary>
[Collection(SimulatorCollection.Name)]
public sealed class GpuMessageTests : IDisposable
{
    private readonly TrainableNetwork net = GpuTwins.Create("LossOutside", 2);
    private readonly GpuNetwork gpu;

    public GpuMessageTests() => gpu = new GpuNetwork(net, GpuTwins.Device, 2);

    public void Dispose()
    {
        gpu.Dispose();
        net.Dispose();
    }

    [Fact]
    public void ImagesThatDoNotFit()
    {
        int floats = net.Description.InputFloats;
        foreach (int given in new[] { 0, floats + 1, 3 * floats })
            Assert.Equal(Message(() => net.Forward(new float[given])), Message(() => gpu.Forward(new float[given])));
    }

    [Fact]
    public void NumbersThatAreNone()
    {
        float[] images = Samples.Floats(2 * net.Description.InputFloats, 1);
        images[^2] = float.NaN;
        gpu.Forward(images);
        net.CheckInputs = true;
        Assert.Equal(Message(() => net.Forward(images)), Message(() => gpu.Forward(images)));
        Assert.Contains("has NaN at image 1", Message(() => gpu.ForwardForTraining(images)), StringComparison.Ordinal);
    }

    [Fact]
    public void ADerivativeWithoutItsForwardRun()
    {
        float[] images = Samples.Floats(2 * net.Description.InputFloats, 1), derivative = new float[2 * net.OutputShape.Count];
        gpu.Forward(images);
        Assert.Equal(
            Assert.Throws<InvalidOperationException>(() => net.Backward(derivative)).Message,
            Assert.Throws<InvalidOperationException>(() => gpu.Backward(derivative)).Message);
        gpu.ForwardForTraining(images);
        Assert.Contains($"needs {derivative.Length} values, but 1 were given", Message(() => gpu.Backward(new float[1])), StringComparison.Ordinal);
        gpu.Backward(derivative);
        Assert.Throws<InvalidOperationException>(() => gpu.Backward(derivative));
    }

    private static string Message(Action call) => Assert.Throws<ArgumentException>(call).Message;
}
