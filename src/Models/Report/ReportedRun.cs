using System.CommandLine;
using Kiln.Report;
using Kiln.Report.Live;
using Kiln.Report.Sections;

namespace Kiln.Models.Report;

/// <summary>A run of a command that leaves a page in its folder: what was typed, the machine, and what the command adds.</summary>
internal sealed class ReportedRun
{
    /// <summary>The page's name in the folder.</summary>
    public const string FileName = "report.html";

    private readonly RecordingWriter recorder;

    private ReportedRun(ParseResult parsed, string folder)
    {
        Page = new ReportPage(TypedCommand.Title(parsed), Path.Combine(folder, FileName));
        Console = parsed.InvocationConfiguration.Output;
        recorder = new RecordingWriter(Console);
    }

    /// <summary>The page.</summary>
    public ReportPage Page { get; }

    /// <summary>Where results go.</summary>
    public TextWriter Console { get; }

    /// <summary>The same; what is written here stands on the page too.</summary>
    public TextWriter Output => recorder;

    /// <summary>What was done, for the page.</summary>
    public string Outcome { get; set; } = "All is done.";

    /// <summary>Runs a command and leaves its page, also where it is stopped or fails on the way.</summary>
    /// <param name="parsed">What was typed.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="work">What the command does.</param>
    /// <param name="watch">The options by which the page is served meanwhile; null for a command without.</param>
    public static void Of(ParseResult parsed, string folder, Action<ReportedRun> work, WatchOptions? watch = null)
    {
        ReportedRun run = new(parsed, folder);
        run.Page.About.Set(new FactsSection(SectionPlace.Run, "What ran", [.. TypedCommand.Options(parsed)]) { Command = TypedCommand.Line(parsed) });
        run.Page.About.Set(FactsSection.OfMachine());
        using ReportServer? server = watch?.Serve(parsed, run.Page, run.Console);
        try
        {
            work(run);
        }
        catch (Exception e) when (run.Page.Status.State == ReportState.Running)
        {
            bool isStopped = e is OperationCanceledException;
            run.ShowText();
            run.Page.Interrupt(isStopped ? ReportState.Stopped : ReportState.Failed, isStopped ? "Stopped before it was done." : e.Message);
            throw;
        }

        run.ShowText();
        run.Page.End(run.Outcome);
    }

    private void ShowText()
    {
        if (recorder.Written.Length > 0)
            Page.Chapter().Set(new TextSection(recorder.Written.TrimEnd()));
    }
}
