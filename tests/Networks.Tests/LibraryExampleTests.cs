using System.Diagnostics;
using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests;

/// <summary>The documentation's example, built and run as a stranger's project: somewhere else, with nothing of this repository's settings.</summary>
public sealed class LibraryExampleTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kiln-example-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task TheExampleTrainsSavesAndReads()
    {
        string source = Path.Combine(Repository.Root.FullName, "docs", "library-example");
        File.Copy(Path.Combine(source, "Program.cs"), Path.Combine(folder.FullName, "Program.cs"));
        string project = File.ReadAllText(Path.Combine(source, "LibraryExample.csproj"));
        File.WriteAllText(Path.Combine(folder.FullName, "LibraryExample.csproj"), project.Replace("../..", Repository.Root.FullName, StringComparison.Ordinal));

        string output = await Run("run", "--disable-build-servers", "-p:TreatWarningsAsErrors=true");

        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Collection(
            lines,
            line => Assert.Matches(@"^first step: loss \d\.\d\d\d, \d+ of 50 wrong$", line),
            line => Assert.Matches(@"^epoch 20: [0-9]\.\d\s?% wrong$", line),
            line => Assert.Equal("Conv1: 36 weights; Relu1: 7200 outputs of the last batch", line),
            line => Assert.Matches("^the first image is lighter on the (left|right), as labelled: True$", line));
        Assert.True(File.Exists(Path.Combine(folder.FullName, "halves.kiln")));
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
