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
