using Kiln.Golden.Tests.Manifests;
using Kiln.Golden.Tests.Runs;

namespace Kiln.Golden.Tests;

/// <summary>Runs every case of a manifest and prints a line for each.</summary>
internal static class CommandLine
{
    /// <summary>The program.</summary>
    /// <param name="arguments">The manifest's path, and the names of cases if not all are wanted.</param>
    /// <param name="output">Gets a line a case, and the counts.</param>
    /// <param name="errors">Gets one line where the manifest is wrong.</param>
    /// <returns>0; 1 if a case failed; 2 if there is no manifest to run.</returns>
    public static int Run(string[] arguments, TextWriter output, TextWriter errors)
    {
        if (arguments is not [var path, .. var names])
        {
            errors.WriteLine("usage: dotnet run -c Release --project tests/Golden.Tests -- MANIFEST [CASE...]");
            return 2;
        }

        try
        {
            return Run(Manifest.Read(path, [.. names]), output);
        }
        catch (ManifestException error)
        {
            errors.WriteLine(error.Message);
            return 2;
        }
    }

    private static int Run(Manifest manifest, TextWriter output)
    {
        using GoldenRun run = new(manifest);
        List<CaseReport> reports = [];
        foreach (GoldenCase one in manifest.Cases)
        {
            CaseReport report = run.Run(one.Name, GoldenRun.Widths);
            output.WriteLine(report);
            reports.Add(report);
        }

        int failed = Count(Outcome.Failed);
        output.WriteLine($"{reports.Count} cases: {Count(Outcome.Passed)} passed, {failed} failed, {Count(Outcome.NotSupportedYet)} not supported yet");
        return failed > 0 ? 1 : 0;

        int Count(Outcome outcome) => reports.Count(report => report.Outcome == outcome);
    }
}
