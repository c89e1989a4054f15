using Kiln.Models.Evaluation;

namespace Kiln.Models.Tests.Reading;

public sealed class ShippedWeightsTests
{
    /// <summary>Narrow letters side by side, as in "killed", are beyond a network whose training put neighbours 16 pixels apart.</summary>
    [Fact]
    public async Task TheSentenceIsReadButForAFewNarrowLetters()
    {
        using TemporaryFolder folder = new();
        ConsoleRun run = await ConsoleRun.Of("read", "data/sentence.png", "--weights", ShippedData.CharacterWeights, "--out", folder.File("read.png"));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));

        string text = run.Output.Split(Environment.NewLine).Single(line => line.StartsWith("text: ", StringComparison.Ordinal))["text: ".Length..];
        Assert.InRange(EditDistance.Of(TestLines.Sentence, text), 0, 3);
    }

    /// <summary>Weights that a training left in its usual place are named, but not used.</summary>
    [Fact]
    public async Task WhatATrainingLeftDoesNotChangeWhatIsRead()
    {
        string trained = Path.Combine("runs", "lines", "weights.kiln");
        Assert.False(File.Exists(trained), $"{Path.GetFullPath(trained)} is left from something else");
        using TemporaryFolder folder = new();
        ConsoleRun before = await ConsoleRun.Of("read", "data/sentence.png", "--out", folder.File("before.png"));
        Assert.Equal("weights: data/lines.kiln, the shipped ones", before.Output.Split(Environment.NewLine)[0]);

        Directory.CreateDirectory(Path.GetDirectoryName(trained)!);
        await File.WriteAllTextAsync(trained, "no weights at all");
        try
        {
            ConsoleRun after = await ConsoleRun.Of("read", "data/sentence.png", "--out", folder.File("after.png"));
            Assert.Equal((0, ""), (after.ExitCode, after.Error));
            string[] lines = after.Output.Split(Environment.NewLine);
            Assert.Equal($"weights: data/lines.kiln, the shipped ones (--weights {trained} reads with yours)", lines[0]);
            Assert.Equal(before.Output.Split(Environment.NewLine)[1..3], lines[1..3]);
        }
        finally
        {
            File.Delete(trained);
        }
    }
}
