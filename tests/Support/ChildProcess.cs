using System.Diagnostics;

namespace Kiln.Tests.Support;

/// <summary>Programs that tests start.</summary>
internal static class ChildProcess
{
    /// <summary>Runs a program to its end; its exit code, and what it printed.</summary>
    /// <param name="folder">The working directory; empty for the test's.</param>
    /// <param name="environment">Variables to set beside those of the test.</param>
    /// <param name="file">The program.</param>
    /// <param name="args">Its arguments.</param>
    public static (int ExitCode, string Output, string Error) Run(string folder, IReadOnlyDictionary<string, string> environment, string file, params string[] args)
    {
        ProcessStartInfo start = new(file, args) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // The test runner is a build tool itself, and its settings would reach the build started here.
        foreach (string variable in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || key == "VSTEST_DOTNET_ROOT_PATH").ToList())
            start.Environment.Remove(variable);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
