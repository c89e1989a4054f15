using Kiln.Models.Letters;

namespace Kiln.Reader.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("nowhere.png", "there is no file 'nowhere.png'")]
    [InlineData("data/sentence.png --weights nowhere.kiln", "nowhere.kiln: there is no such file")]
    [InlineData("data/sentence.png --weights data/sentence.png", "sentence.png")]
    [InlineData("data/sentence.png other.png", "'other.png' is one argument too many")]
    [InlineData("data/sentence.png --weights", "--weights needs a value")]
    [InlineData("data/sentence.png --epochs 1", "'--epochs' is not an option here; there is --weights")]
    [InlineData("train", "LETTERS is missing")]
    [InlineData("train nowhere.letters", "letters file 'nowhere.letters' cannot be read")]
    [InlineData("train nowhere.letters --epochs -1", "'-1' is not a value for --epochs: a whole number from 0 on is expected")]
    public void AnErrorIsOneLineAndExitCode1(string line, string message)
    {
        using StringWriter output = new(), error = new();
        Assert.Equal(1, CommandLine.Run(line.Split(' '), output, error));
        Assert.Empty(output.ToString());
        Assert.StartsWith("reader: ", error.ToString(), StringComparison.Ordinal);
        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
        Assert.Single(error.ToString().TrimEnd().Split('\n'));
    }

    [Fact]
    public void TrainingSaysTheTimeLeftAndDiagnosesItselfWhereAsked()
    {
        using TemporaryFolder folder = new();
        string letters = folder.File("few.letters"), weights = folder.File("weights.kiln");
        LetterFile.Write(letters, PublishTests.TwoFonts(Path.Combine(Repository.Root.FullName, "data")));
        using StringWriter output = new(), error = new();
        Assert.Equal(0, CommandLine.Run(["train", letters, "--epochs", "2", "--out", weights, "--diagnose", "20"], output, error));
        Assert.Empty(error.ToString());
        string[] lines = output.ToString().TrimEnd().Split('\n');
        Assert.Matches(@"^epoch 1/2 .* images/s \d+ left \d\d:\d\d:\d\d$", lines[0]);
        Assert.Matches(@"^epoch 2/2 .* images/s \d+$", lines[1]);
        Assert.Equal(["layer", "Image", "Conv1", "Pool1", "Conv2", "Pool2", "Conv3", "Relu3", "Scores", "Loss"], lines[2..^1].Select(line => line.Split('|')[0].Trim()));
        Assert.Equal($"weights: {weights}", lines[^1]);
    }

    [Theory]
    [InlineData]
    [InlineData("--help")]
    public void HelpNamesBothCommands(params string[] args)
    {
        using StringWriter output = new(), error = new();
        Assert.Equal(0, CommandLine.Run(args, output, error));
        Assert.Contains("reader IMAGE", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("reader train LETTERS", output.ToString(), StringComparison.Ordinal);
        Assert.Empty(error.ToString());
    }
}
