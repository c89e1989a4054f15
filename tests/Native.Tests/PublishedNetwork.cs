using Kiln.Interchange.Matlab;
using Kiln.Models.Networks;

namespace Kiln.Native.Tests;

/// <summary>The program and the library as they are published ahead of time, each made once for all tests, and weights to run them with.</summary>
public sealed class PublishedNetwork : IDisposable
{
    /// <summary>The tests that share it, one at a time.</summary>
    public const string Collection = "published ahead of time";

    private readonly TemporaryFolder folder = new();
    private readonly Lazy<string> program, library, weights;

    public PublishedNetwork()
    {
        program = new Lazy<string>(() => Publish("Classifier"));
        library = new Lazy<string>(() => Publish("NativeLibrary"));
        weights = new Lazy<string>(Write);
    }

    /// <summary>The folder with the program alone.</summary>
    public string ProgramFolder => program.Value;

    public string Program => Path.Combine(ProgramFolder, "classifier");

    /// <summary>The folder with the library and its header alone.</summary>
    public string LibraryFolder => library.Value;

    public string Library => Path.Combine(LibraryFolder, "libsqueezenet.so");

    /// <summary>Random weights, with the names of their classes and how images are prepared.</summary>
    public string Weights => weights.Value;

    /// <summary>Two pictures.</summary>
    public string[] Pictures { get; } =
        [Path.Combine(AppContext.BaseDirectory, "coffee.png"), Path.Combine(Repository.Root.FullName, "tests", "Support", "Pictures", "progressive.jpg")];

    /// <summary>Runs a program; its exit code, and what it printed.</summary>
    public (int ExitCode, string Output, string Error) Run(string program, params string[] args) => ChildProcess.Run(folder.Path, new Dictionary<string, string>(), program, args);

    public void Dispose() => folder.Dispose();

    /// <summary>Builds into a folder of its own: a build of the solution may be running beside the tests. What both need is built once, without the analyzers that the solution's build runs.</summary>
    private string Publish(string project)
    {
        string destination = folder.File(project);
        (int exitCode, string output, string error) = Run(
            "dotnet", "publish", Path.Combine(Repository.Root.FullName, "src", project), "-p:PublishAot=true", "-p:RunAnalyzers=false", "-warnaserror", "--artifacts-path", folder.File("build"),
            "-o", destination, "--disable-build-servers");
        Assert.True(exitCode == 0, output + error);
        Assert.DoesNotContain("warning", output, StringComparison.Ordinal);
        return destination;
    }

    private string Write()
    {
        string file = folder.File("random.mat");
        string[] classes = [.. Enumerable.Range(0, 1000).Select(k => $"thing nº {k}")];
        MatConvNetModel.Write(file, new ParameterSet<SqueezeNet10>(seed: 3), new MatConvNetImages(227, 227, 3, [123, 117, 104], "bicubic", true, 0, 0), classes);
        return file;
    }
}

[CollectionDefinition(PublishedNetwork.Collection)]
public sealed class PublishedNetworkCollection : ICollectionFixture<PublishedNetwork>;
