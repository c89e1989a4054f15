using Kiln.Gpu;
using Kiln.Gpu.Cuda;
using Kiln.Ptx;

namespace Kiln.Networks.Tests.Gpu;

/// <summary>The same on a device of NVIDIA, from the PTX that the build step makes. Without a device they are skipped.</summary>
[Collection(SimulatorCollection.Name)]
public sealed class CudaTests
{
    private static readonly Lazy<CudaDevice> Opened = new(Open);

    [SkippableFact]
    public void ScoresLossAndGradientsAreTheReferences()
    {
        CudaDevice device = DeviceOrSkip();
        List<string> wrong = [];
        foreach (string name in Cases.All.Select(one => one.Class).Distinct())
        {
            NetworkCase one = Cases.OfClass(name);
            foreach (int images in one.Batches)
            {
                try
                {
                    GpuAgreementTests.Check(device, one, images);
                }
                catch (Exception e)
                {
                    wrong.Add($"{name}, {images} images: {e.Message}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private static CudaDevice DeviceOrSkip()
    {
        try
        {
            return Opened.Value;
        }
        catch (GpuException e)
        {
            throw new SkipException(e.Message);
        }
    }

    /// <summary>The networks are in memory, so their PTX is made here and put where the device looks for it.</summary>
    private static CudaDevice Open()
    {
        CudaDevice device = CudaDevice.Open();
        string path = Path.Combine(AppContext.BaseDirectory, PtxFile.NameOf(GpuTwins.Assembly.GetName().Name!));
        File.WriteAllText(path, PtxWriter.Write(PtxWriter.Kernels(GpuTwins.Assembly)));
        return device;
    }
}
