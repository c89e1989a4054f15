using System.CommandLine;
using Kiln.Models.Commands;
using Kiln.Report;
using Kiln.Report.Live;

namespace Kiln.Models.Report;

/// <summary>The options of commands whose page can be looked at while they run.</summary>
internal sealed class WatchOptions
{
    private const int LastPort = 65535;

    private readonly Option<bool> watch = new("--watch") { Description = "Serve the report to browsers on this machine while it grows" };
    private readonly Option<int> port = Arguments.Whole("--watch-port", "Where to serve it; 0 for a port that is free", 0, least: 0);

    /// <summary>Gives a command the options.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Add(watch);
        command.Add(port);
    }

    /// <summary>Serves the page if the user asked for it, and says where.</summary>
    /// <param name="parsed">What was typed.</param>
    /// <param name="page">The page.</param>
    /// <param name="output">Gets a line with the address.</param>
    /// <returns>Null if nobody asked.</returns>
    public ReportServer? Serve(ParseResult parsed, ReportPage page, TextWriter output)
    {
        int given = parsed.GetValue(port);
        if (!parsed.GetValue(watch) && given == 0)
            return null;

        if (given > LastPort)
            throw new UserErrorException($"{given} is not a value for --watch-port: ports go up to {LastPort}");

        ReportServer server;
        try
        {
            server = ReportServer.Start(page, given);
        }
        catch (IOException e)
        {
            throw new UserErrorException($"{e.Message}. --watch without --watch-port takes a free one");
        }

        output.WriteLine($"watch: {server.Address}");
        return server;
    }
}
