using System.Runtime.InteropServices;
using Kiln.Gpu;
using Kiln.Models.Networks;

namespace Kiln.Models.Tests.Commands;

/// <summary>Commands about graphics processors, on machines without one.</summary>
public sealed class GraphicsProcessorTests
{
    [SkippableFact]
    public async Task TrainingWithoutADeviceIsTheLineOfTheDocumentation()
    {
        Skip.If(NativeLibrary.TryLoad("libcuda.so.1", out _) || NativeLibrary.TryLoad("libOpenCL.so.1", out _), "there may be a device here");
        using TemporaryFolder folder = new();

        ConsoleRun run = await ConsoleRun.Of(["train", "CharacterCnn", "--device", "gpu", "--out", folder.File("run")]);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains(run.Error.TrimEnd(), File.ReadAllText(Path.Combine(Repository.Root.FullName, "docs", "gpu.md")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train CharacterCnn --device cuda", "'cuda'")]
    [InlineData("inspect AlexNet --target gpu", "AlexNet has no kernels for graphics processors; declare it with [Network(Targets = Targets.Cpu | Targets.Gpu)]")]
    public async Task AnErrorIsOneLine(string line, string message)
    {
        ConsoleRun run = await ConsoleRun.Of(line.Split(' '));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task InspectionCountsLaunchesAndMemory()
    {
        GpuProgram program = KnownNetwork.Find("CharacterCnn").ForGpu!;
        ConsoleRun run = await ConsoleRun.Of(["inspect", "CharacterCnn", "--target", "gpu"]);
        Assert.Equal(0, run.ExitCode);
        Assert.All(program.Launches, launch => Assert.Contains(launch.Kernel, run.Output, StringComparison.Ordinal));
        Assert.Contains("device memory: ", run.Output, StringComparison.Ordinal);

        // The optimizer's launch is one more.
        int step = program.Launches.Count(launch => launch.Phase is GpuPhase.Parameters or GpuPhase.Forward or GpuPhase.Backward) + 1;
        Assert.Contains($"a training step|      {step}|", run.Output, StringComparison.Ordinal);
    }

    /// <summary>What the driver reads lies beside the program, a part for every launch.</summary>
    [Fact]
    public void TheBuildMakesPtxOfEveryKernel()
    {
        GpuProgram program = KnownNetwork.Find("CharacterCnn").ForGpu!;
        string folder = Path.Combine(Repository.Root.FullName, "src", "Models", "bin");
        string file = Directory.GetFiles(folder, "Kiln.Models.ptx", SearchOption.AllDirectories).OrderBy(File.GetLastWriteTimeUtc).Last();
        string text = File.ReadAllText(file);
        Assert.All(program.Launches, launch => Assert.Contains($"{Kiln.Gpu.Cuda.PtxFile.Mark}{program.Kernels}.{launch.Kernel}\n", text, StringComparison.Ordinal));
        Assert.Contains(".target sm_80", text, StringComparison.Ordinal);
    }
}
