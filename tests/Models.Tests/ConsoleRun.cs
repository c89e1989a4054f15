namespace Kiln.Models.Tests;

/// <summary>One run of the command line within the test's process.</summary>
internal sealed record ConsoleRun(int ExitCode, string Output, string Error)
{
    public static async Task<ConsoleRun> Of(params string[] args)
    {
        using StringWriter output = new(), error = new();
        int exitCode = await CommandLine.Run(args, output, error);
        return new ConsoleRun(exitCode, output.ToString(), error.ToString());
    }
}
