using System.Runtime.InteropServices;
using Kiln.Models.Letters;

namespace Kiln.Reader.Tests;

public sealed class PublishTests(PublishedReader reader) : IClassFixture<PublishedReader>
{
    private const long MostBytes = 10_000_000;

    [SkippableFact]
    public void ItIsOneSmallFileThatReads()
    {
        SkipElsewhere();
        Assert.InRange(new FileInfo(reader.Path).Length, 1, MostBytes);

        (int exitCode, string output, string error) = reader.Run(Path.Combine(reader.DataFolder, "sentence.png"));
        Assert.Empty(error);
        Assert.Equal(0, exitCode);
        Assert.StartsWith("the rat the cat the dog", output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void ItTrainsAndReadsWithTheResult()
    {
        SkipElsewhere();
        using TemporaryFolder folder = new();
        string letters = folder.File("few.letters"), weights = folder.File("weights.kiln");
        LetterFile.Write(letters, TwoFonts());

        (int exitCode, string output, string error) = reader.Run("train", letters, "--epochs", "2", "--out", weights);
        Assert.Empty(error);
        Assert.Equal(0, exitCode);
        Assert.Equal(3, output.TrimEnd().Split('\n').Length);
        Assert.Equal(0, reader.Run(Path.Combine(reader.DataFolder, "sentence.png"), "--weights", weights).ExitCode);
    }

    [SkippableFact]
    public void AnErrorIsOneLineAndExitCode1()
    {
        SkipElsewhere();
        Assert.Equal((1, "", "reader: there is no file 'nowhere.png'\n"), reader.Run("nowhere.png"));
    }

    private static void SkipElsewhere() =>
        Skip.IfNot(OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64, "the executable is published for x86-64 Linux only");

    /// <summary>One font to train on and one to validate: the shipped letters' first and last.</summary>
    private LetterSet TwoFonts()
    {
        LetterSet all = LetterFile.Read(Path.Combine(reader.DataFolder, "letters", "openfonts.letters"));
        byte[] pixels = [.. all.Pixels[..LetterSet.FontBytes], .. all.Pixels[^LetterSet.FontBytes..]];
        return new LetterSet([all.Fonts[0], all.Fonts[^1]], pixels);
    }
}
