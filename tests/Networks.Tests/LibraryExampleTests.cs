using System.Diagnostics;
using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests;

/// <summary>The documentation's examples, built and run as a stranger's projects: somewhere else, with nothing of this repository's settings.</summary>
public sealed class LibraryExampleTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kiln-example-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task TheExampleTrainsSavesAndReads()
    {
        string[] lines = await Output("library-example");

        Assert.Collection(
            lines,
            line => Assert.Matches(@"^first step: loss \d\.\d\d\d, \d+ of 50 wrong$", line),
            line => Assert.Matches(@"^epoch 20: [0-9]\.\d\s?% wrong$", line),
            line => Assert.Equal("Conv1: 36 weights; Relu1: 7200 outputs of the last batch", line),
            line => Assert.Matches("^the first image is lighter on the (left|right), as labelled: True$", line));
        Assert.True(File.Exists(Path.Combine(folder.FullName, "halves.kiln")));
    }

    [Fact]
    public async Task ANetworkOfBlocksTrainsInALoopOfTheCallersOwn()
    {
        string[] lines = await Output("residual-example");

        Assert.Collection(
            lines,
            line => Assert.Matches(@"^step 1: loss [12]\.\d\d\d, \d+ of 30 wrong$", line),
            line => Assert.Matches(@"^step 200: loss 0\.0\d\d, 0 of 30 wrong$", line),
            line => Assert.Equal("Deep[1].Conv2: 2304 weights, output 6×6×16", line));
    }

    [Fact]
    public async Task ATrainingWithAllItsOptionsStopsEarlyAndKeepsTheBestWeights()
    {
        string[] lines = await Output("training-example");

        Assert.Equal("stopped before epoch 60: True; checkpoints of 1 epoch", lines[0]);
        Assert.Matches(@"^upper left taken for another: \d+\.\d\s?% of all images$", lines[1]);
        Assert.Matches(@"^best weights: [1-4]\d\.\d\s?% wrong, of the upper left \d+\.\d\s?%$", lines[2]);
        Assert.Equal(["class", "upper left", "upper right", "lower left", "lower right"], lines[3..8].Select(line => line.Split('|')[0].Trim()));
        Assert.Equal(["layer", "Image", "Conv1", "Relu1", "Scores", "Loss"], lines[8..].Select(line => line.Split('|')[0].Trim()));
    }

    [Fact]
    public async Task ImagesComeFromEverywhereAndAreChanged()
    {
        string[] lines = await Output("data-example");

        Assert.Collection(
            lines,
            line => Assert.Equal("the same set: True", line),
            line => Assert.StartsWith($"left out: '{Path.Combine("pictures", "down", "cut.tga")}' is damaged: it is cut short: it ends after 100 bytes", line, StringComparison.Ordinal),
            line => Assert.Equal("20 pictures of across, down", line),
            line => Assert.Matches(@"^wrong after 10 epochs: 1?\d\s?% of the changed images, \d\s?% of the pictures$", line),
            line => Assert.Equal("labels of an image: 8×8×1", line),
            line => Assert.Matches(@"^wrong after 10 epochs: [01]\.\d of the 64 pixels of an image$", line),
            line => Assert.Equal("the first target of a flipped image: 0.92", line),
            line => Assert.Equal("100 stripes, inverted", line),
            line => Assert.Equal("the source has NaN at image 0, row 5, column 7, channel 0, where a finite number is needed", line),
            line => Assert.Equal("Image has NaN at image 0, row 5, column 7, channel 0, where a finite number is needed (Parameter 'input')", line));

        // What the page quotes is what was run.
        string page = Docs("data.md");
        Assert.All(lines[^2..], line => Assert.Contains($"> {line.Split(" (Parameter")[0]}\n", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ANetworkGoesToMatlabAndComesBack()
    {
        string[] lines = await Output("matlab-example");

        string page = Docs("matlab.md");
        Assert.Contains(string.Join('\n', lines[..4]), page, StringComparison.Ordinal);
        Assert.Equal(
            [
                "5 layers; images of 16×16, less 124, 117, 104; classes cat, dog", "the same filters: True", "first: 0.31 0.12 0.08",
                "'run.mat' holds no model of MatConvNet: it has no variable 'layers', only errors, run",
            ],
            lines[4..]);
        Assert.Contains(page.Split("```csharp\n")[1].Split("```")[0], Docs("matlab-example", "Program.cs"), StringComparison.Ordinal);
    }

    private static string Docs(params ReadOnlySpan<string> path) => File.ReadAllText(Path.Combine([Repository.Root.FullName, "docs", .. path])).ReplaceLineEndings("\n");

    /// <summary>Builds and runs an example in the folder; the lines that it prints.</summary>
    private async Task<string[]> Output(string example)
    {
        string source = Path.Combine(Repository.Root.FullName, "docs", example);
        File.Copy(Path.Combine(source, "Program.cs"), Path.Combine(folder.FullName, "Program.cs"));
        string project = Directory.GetFiles(source, "*.csproj").Single();
        File.WriteAllText(
            Path.Combine(folder.FullName, Path.GetFileName(project)),
            File.ReadAllText(project).Replace("../..", Repository.Root.FullName, StringComparison.Ordinal));
        return (await Run("run", "--disable-build-servers", "-p:TreatWarningsAsErrors=true")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private async Task<string> Run(params string[] arguments)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output + await errors);
        return output;
    }
}
