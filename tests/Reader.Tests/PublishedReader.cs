namespace Kiln.Reader.Tests;

/// <summary>The program as it is published ahead of time: made once for all tests, which takes a minute.</summary>
public sealed class PublishedReader : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Lazy<string> program;

    public PublishedReader() => program = new Lazy<string>(Publish);

    /// <summary>The kernels for graphics processors, which lie beside the program.</summary>
    public IReadOnlyList<string> Ptx { get; private set; } = [];

    /// <summary>The only file of the publication but for them.</summary>
    public string Path => program.Value;

    public string DataFolder { get; } = System.IO.Path.Combine(Repository.Root.FullName, "data");

    /// <summary>Runs the program; its exit code, and what it printed.</summary>
    public (int ExitCode, string Output, string Error) Run(params string[] args) => Start(Path, args);

    public void Dispose() => folder.Dispose();

    /// <summary>Builds into a folder of its own: a build of the solution may be running beside the tests. That build runs the analyzers.</summary>
    private string Publish()
    {
        string destination = folder.File("published");
        (int exitCode, string output, string error) = Start(
            "dotnet", "publish", System.IO.Path.Combine(Repository.Root.FullName, "src", "Reader"), "-p:PublishAot=true", "-p:RunAnalyzers=false", "--artifacts-path", folder.File("build"),
            "-o", destination, "--disable-build-servers");
        Assert.True(exitCode == 0, output + error);
        string[] files = Directory.GetFileSystemEntries(destination);
        Ptx = [.. files.Select(file => System.IO.Path.GetFileName(file)).Where(IsPtx).Order(StringComparer.Ordinal)];
        return Assert.Single(files, file => !IsPtx(file));

        static bool IsPtx(string file) => file.EndsWith(".ptx", StringComparison.Ordinal);
    }

    private static (int ExitCode, string Output, string Error) Start(string file, params string[] args) => ChildProcess.Run("", new Dictionary<string, string>(), file, args);
}
