using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Kiln.Gpu;
using Kiln.Gpu.Cuda;
using Kiln.Ptx;

namespace Kiln.Networks.Tests.Gpu;

/// <summary>PTX is made of every kernel without a driver, and keeps to the plan: shared memory as declared, no divisions in the loops, loads of 16 bytes.</summary>
public sealed partial class PtxTests
{
    [Fact]
    public void EveryKernelOfEveryNetworkHasPtxThatKeepsToThePlan()
    {
        Assembly assembly = GpuTwins.Assembly;
        Dictionary<string, GpuLaunch> launches = [];
        foreach (string name in Cases.All.Select(one => one.Class).Distinct())
        {
            using TrainableNetwork net = GpuTwins.Create(name, 1);
            foreach (GpuLaunch launch in net.CompiledForGpu!.Launches)
                launches[$"{net.CompiledForGpu.Kernels}.{launch.Kernel}"] = launch;
        }

        IReadOnlyList<MethodInfo> kernels = [.. PtxWriter.Kernels(assembly).Where(kernel => launches.ContainsKey($"{kernel.DeclaringType!.FullName}.{kernel.Name}"))];
        Assert.Equal(launches.Count, kernels.Count);
        foreach (string module in PtxWriter.Write(kernels).Split(PtxFile.Mark, StringSplitOptions.RemoveEmptyEntries))
        {
            string name = module[..module.IndexOf('\n')];
            int shared = Shared().Matches(module).Sum(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
            Assert.True(shared <= launches[name].SharedBytes && shared > launches[name].SharedBytes - 4096, $"{name} has {shared} bytes of shared memory, planned were {launches[name].SharedBytes}");
            Assert.True(shared <= 48 * 1024, $"{name} has {shared} bytes of shared memory");
        }
    }

    [Fact]
    public void ProductsLoadSixteenBytesAndDivideNothing()
    {
        MethodInfo kernel = PtxWriter.Kernels(GpuTwins.Assembly).First(kernel => kernel.DeclaringType!.FullName!.EndsWith("CharacterCnn.Gpu", StringComparison.Ordinal) && kernel.Name == "Conv2_Pool2_Forward");
        string text = PtxWriter.Write([kernel]);

        Assert.Contains(".target sm_80", text, StringComparison.Ordinal);
        Assert.Contains("ld.global.v4.f32", text, StringComparison.Ordinal);
        Assert.Contains("ld.shared.v4.f32", text, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\b(div|rem)\.[su]32", text);
    }

    [Fact]
    public void TheHostsOwnKernelsHavePtx() =>
        Assert.Equal(["Compose", "Descend"], PtxWriter.Kernels(typeof(GpuNetwork).Assembly).Select(kernel => kernel.Name).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\.shared \.align \d+ \.b8\s+\w+\[(\d+)\]")]
    private static partial Regex Shared();
}
