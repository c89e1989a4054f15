using System.Diagnostics;
using Kiln.Golden.Tests.Manifests;
using Kiln.Numerics;

namespace Kiln.Golden.Tests;

/// <summary>What Kiln computes without vector instructions is what MatConvNet computed.</summary>
public sealed class PortableGoldenTests
{
    /// <summary>The program in a process of its own, as the runtime decides once which vectors there are. Without them a training of hundreds of steps takes minutes: operators alone.</summary>
    [SkippableTheory]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public async Task AgreesWithMatConvNetWithout(string feature)
    {
        Skip.If(GoldenFolder.ManifestPath is null, GoldenFolder.Missing);
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { typeof(CommandLine).Assembly.Location, GoldenFolder.ManifestPath! },
            RedirectStandardOutput = true,
        };
        foreach (GoldenCase one in Manifest.Read(GoldenFolder.ManifestPath!).Cases.Where(one => one.Operator.StartsWith("vl_", StringComparison.Ordinal)))
            start.ArgumentList.Add(one.Name);

        start.Environment[feature] = "0";
        start.Environment[VectorWidth.EnvironmentVariable] = "256";

        using Process child = Process.Start(start)!;
        string output = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();

        Assert.True(child.ExitCode == 0 && output.Contains(" passed, 0 failed", StringComparison.Ordinal), output);
    }
}
