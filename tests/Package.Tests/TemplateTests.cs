using System.Runtime.InteropServices;
using System.Text.Json;

namespace Kiln.Package.Tests;

/// <summary>What <c>dotnet new kiln</c> makes, outside the repository.</summary>
[Collection(Stranger.Collection)]
public sealed class TemplateTests(Stranger stranger)
{
    [Fact]
    public void ItsPackageIsTheOneThatWasPacked()
    {
        _ = stranger.ProgramFolder;
        using JsonDocument metadata = JsonDocument.Parse(File.ReadAllText(stranger.Path("restored", "kiln", Stranger.Version, ".nupkg.metadata")));
        Assert.Equal(stranger.Packages, metadata.RootElement.GetProperty("source").GetString());
    }

    [Fact]
    public void ItTrainsAndReads() => CheckOutput(stranger.Run(stranger.ProgramFolder, "dotnet", "run", "-c", "Release", "--no-build", "--project", Stranger.Program));

    [Fact]
    public void ItsTestsPass() =>
        Assert.Matches(@"Passed!\s+- Failed:\s+0, Passed:\s+2, Skipped:\s+0", stranger.Run(stranger.ProgramFolder, "dotnet", "test", "-c", "Release", "--no-build"));

    [SkippableFact]
    public void AheadOfTimeItIsOneExecutable()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64, "the executable is published for x86-64 Linux only");
        string destination = stranger.Path("published");
        stranger.Run(stranger.ProgramFolder, "dotnet", "publish", Stranger.Program, "-p:PublishAot=true", "-warnaserror", "-o", destination, "--disable-build-servers");

        Assert.Equal([Stranger.Program, $"{Stranger.Program}.dbg"], Directory.GetFileSystemEntries(destination).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        CheckOutput(stranger.Run(destination, Path.Combine(destination, Stranger.Program)));
    }

    private static void CheckOutput(string output)
    {
        string[] lines = output.TrimEnd().Split('\n');
        Assert.Equal(10, lines.Length);
        Assert.All(lines[..5].Index(), line => Assert.Matches($@"^epoch {line.Index + 1}/5 train objective \d\.\d{{4}} .* val objective \d\.\d{{4}} ", line.Item));
        Assert.All(lines[5..], line => Assert.Matches(@"^a (circle|square|triangle) is read as a \1, \d+\.\d\s?% sure$", line));
    }
}
