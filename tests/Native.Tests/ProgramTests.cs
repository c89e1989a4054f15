using System.Diagnostics;
using System.Globalization;
using Kiln.Classifier;
using Xunit.Abstractions;

namespace Kiln.Native.Tests;

/// <summary>SqueezeNet as one executable.</summary>
[Collection(PublishedNetwork.Collection)]
public sealed class ProgramTests(PublishedNetwork published, ITestOutputHelper output)
{
    private const long MostBytes = 15_000_000;

    [SkippableFact]
    public void ItIsOneSmallFile()
    {
        Machine.SkipElsewhere();
        string file = Assert.Single(Directory.GetFileSystemEntries(published.ProgramFolder));
        output.WriteLine($"{new FileInfo(file).Length:N0} bytes");
        Assert.InRange(new FileInfo(file).Length + new FileInfo(published.Weights).Length, 1, MostBytes);
    }

    /// <summary>Compiled ahead of time it computes with vectors of 256 bits, and scores may differ in their last digit.</summary>
    [SkippableFact]
    public void ItAnswersAsTheSameCodeWithTheCompilerAtRunTime()
    {
        Machine.SkipElsewhere();
        foreach (string picture in published.Pictures)
        {
            using StringWriter expected = new(), nothing = new();
            Assert.Equal(0, CommandLine.Run([picture, published.Weights], expected, nothing));

            (int exitCode, string printed, string error) = published.Run(published.Program, picture, published.Weights);

            Assert.Equal((0, ""), (exitCode, error));
            Assert.Equal(5, printed.TrimEnd().Split('\n').Length);
            Assert.Equal(Scores(expected.ToString()), Scores(printed), (a, b) => Math.Abs(a - b) <= 0.002);
            Assert.Equal(expected.ToString().Split(',')[0], printed.Split(',')[0]);
        }
    }

    /// <summary>The weights that SqueezeNet's authors trained.</summary>
    [SkippableFact]
    public void ItKnowsWhatAPhotographShows()
    {
        Machine.SkipElsewhere();
        string weights = Path.Combine(Repository.Shared, "data", "squeezenet", "imagenet-squeezenet-dag.mat");
        Skip.IfNot(File.Exists(weights), $"there is no {weights}");
        File.Copy(weights, Path.Combine(published.ProgramFolder, "squeezenet.mat"));
        try
        {
            (int exitCode, string printed, string error) = published.Run(published.Program, published.Pictures[0]);
            Assert.Equal((0, ""), (exitCode, error));
            Assert.StartsWith("espresso (968), score 0.", printed, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(Path.Combine(published.ProgramFolder, "squeezenet.mat"));
        }
    }

    [SkippableFact]
    public void ItAnswersInTheBlinkOfAnEye()
    {
        Machine.SkipElsewhere();
        const int Runs = 20;
        double best = double.PositiveInfinity;
        for (int run = 0; run < Runs; run++)
        {
            long start = Stopwatch.GetTimestamp();
            Assert.Equal(0, published.Run(published.Program, published.Pictures[1], published.Weights).ExitCode);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{best:F0} ms from start to answer"));
        Assert.InRange(best, 0, 100);
    }

    [SkippableTheory]
    [InlineData("nowhere.jpg", "classifier: there is no file 'nowhere.jpg'\n")]
    [InlineData("nowhere.jpg nowhere.mat other", "classifier: 'other' is one argument too many; see 'classifier --help'\n")]
    public void AnErrorIsOneLineAndExitCode1(string line, string message)
    {
        Machine.SkipElsewhere();
        string[] args = line.Split(' ');
        Assert.Equal((1, "", message), published.Run(published.Program, args.Length == 1 ? [args[0], published.Weights] : args));
    }

    [SkippableFact]
    public void WithoutWeightsItSaysWhereItLooked()
    {
        Machine.SkipElsewhere();
        (int exitCode, string printed, string error) = published.Run(published.Program, published.Pictures[0]);
        Assert.Equal((1, "", 1), (exitCode, printed, error.TrimEnd().Split('\n').Length));
        Assert.Contains(Path.Combine(published.ProgramFolder, "squeezenet.mat"), error, StringComparison.Ordinal);
    }

    private static double[] Scores(string printed) =>
        [.. printed.TrimEnd().Split('\n').Select(line => double.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture))];
}
