using System.Diagnostics;
using Kiln.Golden.Tests.Manifests;
using Kiln.Golden.Tests.Runs;
using Kiln.Numerics;

namespace Kiln.Golden.Tests;

/// <summary>What Kiln computes is what MatConvNet computed, case by case, for both widths of vectors and without vector instructions.</summary>
public sealed class GoldenTests(GoldenTests.Compiled compiled) : IClassFixture<GoldenTests.Compiled>
{
    /// <summary>The cases by name; without a manifest one row, so that the theory is skipped aloud.</summary>
    public static TheoryData<string, int> Cases
    {
        get
        {
            string[] names = GoldenFolder.ManifestPath is { } path ? [.. Manifest.Read(path).Cases.Select(one => one.Name)] : [""];
            TheoryData<string, int> cases = [];
            foreach (string name in names)
                foreach (int bits in GoldenRun.Widths)
                    cases.Add(name, bits);

            return cases;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void AgreesWithMatConvNet(string name, int bits)
    {
        Skip.If(compiled.Run is null, GoldenFolder.Missing);
        CaseReport report = compiled.Run!.Run(name, bits);

        Skip.If(report.Outcome == Outcome.NotSupportedYet, report.ToString());
        Assert.True(report.Outcome == Outcome.Passed, report.ToString());
    }

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

    /// <summary>The manifest's networks, compiled once.</summary>
    public sealed class Compiled : IDisposable
    {
        internal GoldenRun? Run { get; } = GoldenFolder.ManifestPath is { } path ? new GoldenRun(Manifest.Read(path)) : null;

        /// <inheritdoc/>
        public void Dispose() => Run?.Dispose();
    }
}
