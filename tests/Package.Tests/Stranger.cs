using System.Xml.Linq;

namespace Kiln.Package.Tests;

/// <summary>Somebody who has the packages and nothing of this repository: a folder elsewhere, with settings, templates, packages and tools of its own. Everything is made once, when it is
/// first asked for.</summary>
public sealed class Stranger : IDisposable
{
    /// <summary>What all tests that use one have in common.</summary>
    public const string Collection = "a stranger's folder";

    /// <summary>The name of the program; not one that is a C# name.</summary>
    public const string Program = "My-App";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kiln-stranger-");
    private readonly Dictionary<string, string> environment;
    private readonly Lazy<string> packages, program, tool;

    public Stranger()
    {
        environment = new()
        {
            ["NUGET_PACKAGES"] = Path("restored"),
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_CLI_UI_LANGUAGE"] = "en",
        };
        packages = new Lazy<string>(Pack);
        program = new Lazy<string>(CreateProgram);
        tool = new Lazy<string>(InstallTool);
    }

    /// <summary>The version that all packages have.</summary>
    public static string Version { get; } =
        XDocument.Load(System.IO.Path.Combine(Repository.Root.FullName, "Directory.Build.props")).Descendants("Version").Single().Value;

    /// <summary>The folder of the packages.</summary>
    public string Packages => packages.Value;

    /// <summary>The folder of a program made of the template, built.</summary>
    public string ProgramFolder => program.Value;

    /// <summary>The program's assembly, from the stranger's folder.</summary>
    public static string Assembly => $"{Program}/{Program}/bin/Release/net10.0/{Program}.dll";

    /// <summary>A file or folder of the stranger's.</summary>
    public string Path(params string[] names) => System.IO.Path.Combine([folder.FullName, .. names]);

    /// <summary>Runs the command kiln on what the program has built.</summary>
    public (int ExitCode, string Output, string Error) Kiln(params string[] args)
    {
        _ = ProgramFolder;
        return ChildProcess.Run(folder.FullName, environment, tool.Value, args);
    }

    /// <summary>Runs the command kiln on what lies in the stranger's folder, which must succeed, and returns what it printed.</summary>
    public string KilnOutput(params string[] args)
    {
        (int exitCode, string output, string error) = Kiln(args);
        Assert.Equal((0, ""), (exitCode, error));
        return output;
    }

    /// <summary>Runs a program, which must succeed, and returns what it printed.</summary>
    public string Run(string workingDirectory, string file, params string[] args)
    {
        (int exitCode, string output, string error) = ChildProcess.Run(workingDirectory, environment, file, args);
        Assert.True(exitCode == 0, $"{file} {string.Join(' ', args)}\n{output}{error}");
        return output;
    }

    /// <summary>Runs a program, which may fail, and returns its exit code and all that it printed.</summary>
    public (int ExitCode, string Output) TryRun(string workingDirectory, string file, params string[] args)
    {
        (int exitCode, string output, string error) = ChildProcess.Run(workingDirectory, environment, file, args);
        return (exitCode, output + error);
    }

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>Builds into a folder of its own: a build of the solution may be running beside the tests. That build runs the analyzers.</summary>
    private string Pack()
    {
        string destination = Path("packages");
        Run(
            Repository.Root.FullName, "dotnet", "pack", System.IO.Path.Combine("src", "Packages.slnf"), "-c", "Release", "-o", destination, "--artifacts-path", Path("build"),
            "-p:RunAnalyzers=false", "--disable-build-servers");

        // One more source; those of the machine stay, for what the SDK itself restores.
        File.WriteAllText(Path("NuGet.config"), $"<configuration><packageSources><add key=\"local\" value=\"{destination}\" /></packageSources></configuration>");
        return destination;
    }

    private string CreateProgram()
    {
        // Templates have a place of their own, so that those of the user stay as they are; another home would hide the sources of packages that the user has.
        string[] templates = ["--debug:custom-hive", Path("templates")];
        Run(folder.FullName, "dotnet", ["new", "install", System.IO.Path.Combine(Packages, $"Kiln.Templates.{Version}.nupkg"), .. templates]);
        Run(folder.FullName, "dotnet", ["new", "kiln", "-n", Program, .. templates]);
        Run(Path(Program), "dotnet", "build", "-c", "Release", "-warnaserror", "--disable-build-servers");
        return Path(Program);
    }

    private string InstallTool()
    {
        _ = ProgramFolder;
        Run(folder.FullName, "dotnet", "tool", "install", "Kiln.Tool", "--version", Version, "--tool-path", Path("tools"));
        return Path("tools", "kiln");
    }
}

/// <summary>One stranger for all tests.</summary>
[CollectionDefinition(Stranger.Collection)]
public sealed class StrangerCollection : ICollectionFixture<Stranger>;
