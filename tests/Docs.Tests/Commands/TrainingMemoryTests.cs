using System.Globalization;
using System.Text.RegularExpressions;
using Kiln.Docs.Tests.Pages;
using Xunit.Abstractions;

namespace Kiln.Docs.Tests.Commands;

/// <summary>A process that trains takes the memory that the plan says, and the page that shows both says the same. Each network is trained in a process of its own.</summary>
/// <param name="log">Gets what was measured.</param>
[Collection(Page.WorkingDirectory)]
public sealed partial class TrainingMemoryTests(ITestOutputHelper log)
{
    /// <summary>What the largest of the processes needs, with room for others.</summary>
    private const double NeededGigabytes = 4;

    [SkippableTheory]
    [InlineData("KeepingResNet50", "| all maps kept |")]
    [InlineData("RecomputingResNet50", "| `Recompute = true` |")]
    public void AProcessThatTrainsTakesWhatThePlanSays(string network, string row)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "other systems count the memory of a process in other ways");
        Skip.If(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes < NeededGigabytes * 1e9, $"less than {NeededGigabytes} GB of memory");
        (int exitCode, string output, string error) = ChildProcess.Run(
            "", new Dictionary<string, string>(), Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            Path.Combine(AppContext.BaseDirectory, "Kiln.Bench.dll"), "memory", network, "--seconds", "0.1");
        log.WriteLine(output + error);
        Assert.Equal(0, exitCode);
        Match match = Measured().Match(output);
        Assert.True(match.Success, output);

        // Of the runtime itself and of what it compiles there is more than before too.
        double plan = Number("plan"), more = Number("more");
        Assert.InRange(more, 0.9 * plan, 1.1 * plan);
        string line = File.ReadLines(Path.Combine(Repository.Root.FullName, "docs", "threads-and-memory.md")).Single(line => line.StartsWith(row, StringComparison.Ordinal));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"| {Number("maps"):N0} MB |"), line, StringComparison.Ordinal);

        double Number(string name) => double.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"plan (?<plan>\d+) MB, of which (?<maps>\d+) MB are maps; process \d+ MB, (?<more>\d+) MB more than before; a step \d+ ms")]
    private static partial Regex Measured();
}
