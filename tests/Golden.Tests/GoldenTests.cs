using Kiln.Golden.Tests.Manifests;
using Kiln.Golden.Tests.Runs;

namespace Kiln.Golden.Tests;

/// <summary>What Kiln computes is what MatConvNet computed, case by case, for both widths of vectors.</summary>
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

    /// <summary>The manifest's networks, compiled once.</summary>
    public sealed class Compiled : IDisposable
    {
        internal GoldenRun? Run { get; } = GoldenFolder.ManifestPath is { } path ? new GoldenRun(Manifest.Read(path)) : null;

        /// <inheritdoc/>
        public void Dispose() => Run?.Dispose();
    }
}
