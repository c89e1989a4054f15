namespace Kiln.Models.Tests.Reading;

public sealed class ShippedWeightsTests
{
    private const string Sentence = "the rat the cat the dog chased killed ate the malt";

    /// <summary>Narrow letters side by side, as in "killed", are beyond a network whose training put neighbours 16 pixels apart.</summary>
    [Fact]
    public async Task TheSentenceIsReadButForAFewNarrowLetters()
    {
        using TemporaryFolder folder = new();
        ConsoleRun run = await ConsoleRun.Of("read", "data/sentence.png", "--weights", ShippedData.Weights, "--out", folder.File("read.png"));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));

        string text = run.Output.Split(Environment.NewLine).Single(line => line.StartsWith("text: ", StringComparison.Ordinal))["text: ".Length..];
        Assert.InRange(Distance(Sentence, text), 0, 3);
    }

    /// <summary>Weights that a training left in its usual place are named, but not used: without <c>--jitter</c> they read nonsense.</summary>
    [Fact]
    public async Task WhatATrainingLeftDoesNotChangeWhatIsRead()
    {
        string trained = Path.Combine("runs", "chars", "weights.kiln");
        Assert.False(File.Exists(trained), $"{Path.GetFullPath(trained)} is left from something else");
        using TemporaryFolder folder = new();
        ConsoleRun before = await ConsoleRun.Of("read", "data/sentence.png", "--out", folder.File("before.png"));
        Assert.Equal("weights: data/characters.kiln, the shipped ones", before.Output.Split(Environment.NewLine)[0]);

        Directory.CreateDirectory(Path.GetDirectoryName(trained)!);
        await File.WriteAllTextAsync(trained, "no weights at all");
        try
        {
            ConsoleRun after = await ConsoleRun.Of("read", "data/sentence.png", "--out", folder.File("after.png"));
            Assert.Equal((0, ""), (after.ExitCode, after.Error));
            string[] lines = after.Output.Split(Environment.NewLine);
            Assert.Equal($"weights: data/characters.kiln, the shipped ones (--weights {trained} reads with yours, if trained with --jitter)", lines[0]);
            Assert.Equal(before.Output.Split(Environment.NewLine)[1..3], lines[1..3]);
        }
        finally
        {
            File.Delete(trained);
        }
    }

    /// <summary>How many letters must be inserted, dropped or replaced to turn one text into the other.</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
