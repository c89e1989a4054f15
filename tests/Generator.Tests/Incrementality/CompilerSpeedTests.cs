using System.Diagnostics;
using Kiln.Generator.Declaration;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Tests.Support;
using Xunit.Abstractions;

namespace Kiln.Generator.Tests.Incrementality;

/// <summary>A large network is compiled while its user types: it may take no longer than a pause, and its text must be small enough for an editor.</summary>
/// <remarks>Times are the shortest of several and are printed. The limits leave room for a slow and busy machine; what they are for is a pass whose work
/// grows faster than the network.</remarks>
[Collection(nameof(CultureTests))]
public class CompilerSpeedTests(ITestOutputHelper output)
{
    private const int Rounds = 7;

    [Theory]
    [InlineData("ResNet50", 250, 2_500_000)]
    [InlineData("ResNet50Reader", 150, 1_200_000)]
    public void FilesOfResNet50AreWrittenInAPause(string name, int goal, int mostCharacters)
    {
        ParsedNetwork network = Declarations.Parse(name, ResNet50.Text);
        CompiledNetwork compiled = NetworkCompiler.Compile(network);
        Assert.Empty(compiled.Problems);
        int characters = compiled.Files.Sum(file => file.Text.Length);
        double milliseconds = Shortest(() => NetworkCompiler.Compile(network));
        output.WriteLine($"{name}: {milliseconds:F0} ms (goal {goal} ms), {characters / 1e6:F2} MB in {string.Join(", ", compiled.Files.Select(file => $"{file.HintName} {file.Text.Length:N0}"))}");

        Assert.InRange(characters, 1, mostCharacters);
        Assert.InRange(milliseconds, 0, 6 * goal);
    }

    [Theory]
    [InlineData("ResNet50")]
    [InlineData("ResNet50Reader")]
    public void ResNet50IsCheckedAtOnce(string name)
    {
        const int Goal = 20;
        ParsedNetwork network = Declarations.Parse(name, ResNet50.Text);
        IReadOnlyList<Problem> problems = [];
        double milliseconds = Shortest(() => problems = NetworkCompiler.Check(network));
        output.WriteLine($"{name}: checked in {milliseconds:F2} ms (goal {Goal} ms)");

        Assert.Empty(problems);
        Assert.InRange(milliseconds, 0, 6 * Goal);
    }

    private static double Shortest(Action work)
    {
        double shortest = double.PositiveInfinity;
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            work();
            shortest = Math.Min(shortest, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return shortest;
    }
}
