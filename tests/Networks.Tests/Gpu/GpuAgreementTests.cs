using Kiln.Gpu;
using Kiln.Gpu.Ilgpu;
using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests.Gpu;

/// <summary>Kernels for graphics processors compute what the reference computes, element by element, on ILGPU's simulator: scores, loss, and the gradients of parameters
/// and images.</summary>
public sealed class GpuAgreementTests
{
    private static readonly Lazy<NetworkBuild> Build = new(() => new NetworkBuild(NetworkTexts.ForGpu()));

    [Theory]
    [MemberData(nameof(Cases.Classes), MemberType = typeof(Cases))]
    public void ScoresLossAndGradientsAreTheReferences(string name)
    {
        NetworkCase one = Cases.OfClass(name);
        int images = one.Batches[1];
        using TrainableNetwork net = one.Create(() => (TrainableNetwork)Build.Value.Create($"{typeof(Cases).Namespace}.Networks.{one.Class}", images, 1));
        Samples.Fill(net.Parameters, seed: 3);
        Batch batch = Batch.Draw(net, images, seed: 3);
        using IlgpuDevice device = IlgpuDevice.OpenSimulator();
        using GpuNetwork gpu = new(net, device, images);

        Agreement.Check("the scores", gpu.Forward(batch.Input), batch.Run.Scores, one.Roundings);
        float[] imageGradients = new float[batch.Input.Length];
        LossReport report = gpu.ComputeGradients(batch.Input, batch.Labels, imageGradients);
        gpu.DownloadGradients(net.Gradients);
        Agreement.Check(report, net, imageGradients, batch.Gradients, one.Roundings);
    }
}
