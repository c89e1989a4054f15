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
        Assert.Equal(["Kiln.Gpu.ptx", "reader.ptx"], reader.Ptx);

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
        LetterFile.Write(letters, TwoFonts(reader.DataFolder));

        (int exitCode, string output, string error) = reader.Run("train", letters, "--epochs", "2", "--out", weights);
        Assert.Empty(error);
        Assert.Equal(0, exitCode);
        Assert.Equal(3, output.TrimEnd().Split('\n').Length);
        Assert.Equal(0, reader.Run(Path.Combine(reader.DataFolder, "sentence.png"), "--weights", weights).ExitCode);
    }

    /// <summary>ILGPU is for the compiler and for other hosts: of its names none is in the program.</summary>
    [SkippableFact]
    public void ItHasNoIlgpuInIt()
    {
        SkipElsewhere();
        string program = File.ReadAllText(reader.Path, System.Text.Encoding.Latin1);
        Assert.DoesNotContain("ILGPU.IR", program, StringComparison.Ordinal);
        Assert.DoesNotContain("PTXBackend", program, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void WithoutADeviceTrainingThereIsOneLine()
    {
        SkipElsewhere();
        Skip.If(System.Runtime.InteropServices.NativeLibrary.TryLoad("libcuda.so.1", out _), "NVIDIA's driver is here");
        (int exitCode, string output, string error) = reader.Run("train", Path.Combine(reader.DataFolder, "letters", "openfonts.letters"), "--device", "gpu");
        Assert.Equal(
            (1, "", "reader: no CUDA device: NVIDIA's driver (libcuda.so.1 or nvcuda.dll) is not installed; install it, or use --device cpu\n"), (exitCode, output, error));
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
    internal static LetterSet TwoFonts(string dataFolder)
    {
        LetterSet all = LetterFile.Read(Path.Combine(dataFolder, "letters", "openfonts.letters"));
        byte[] pixels = [.. all.Pixels[..LetterSet.FontBytes], .. all.Pixels[^LetterSet.FontBytes..]];
        return new LetterSet([all.Fonts[0], all.Fonts[^1]], pixels);
    }
}
