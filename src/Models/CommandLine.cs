using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Kiln.Checkpoints;
using Kiln.Gpu;
using Kiln.Interchange.Matlab;
using Kiln.Models.Commands;
using Kiln.Models.Commands.Practical;
using Kiln.Numerics;
using Kiln.Pictures;
using Kiln.Training;

namespace Kiln.Models;

/// <summary>The program's commands, and what becomes of their errors: one line and exit code 1.</summary>
internal static class CommandLine
{
    private const int Failure = 1;

    /// <summary>What shells report for a program that Ctrl+C ended.</summary>
    private const int Interrupted = 130;

    /// <summary>Runs one command.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where errors go.</param>
    /// <returns>0, or 1 for an error, or 130 if it was interrupted.</returns>
    public static async Task<int> Run(string[] args, TextWriter output, TextWriter error)
    {
        Command root = new("kiln", "Trains, reads and classifies with, inspects and checks networks that were compiled with this program.")
        {
            TrainCommand.Create(), ReadCommand.Create(), InspectCommand.Create(), CheckCommand.Create(), ClassifyCommand.Create(), LettersCommand.Create(), PracticalCommand.Create(),
        };
        root.Options.Add(new HelpOption());
        root.Options.Add(new VersionOption());

        ParseResult parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction)
            return await Fail(error, $"{Problem(parsed)} See '{Path(parsed.CommandResult.Command)} --help'.");

        try
        {
            // Without the default handler an unforeseen exception keeps its stack trace: it is an error of the program, not of its user.
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
        catch (Exception e) when (e is UserErrorException or PictureException or CheckpointException or MatException or DivergedException or VectorWidthException or GpuException or IOException or UnauthorizedAccessException)
        {
            return await Fail(error, e.Message);
        }
    }

    /// <summary>A word nobody knows comes first: a missing command is only what follows from a misspelt one.</summary>
    private static string Problem(ParseResult parsed) =>
        parsed.UnmatchedTokens.Count > 0 ? $"'{parsed.UnmatchedTokens[0]}' is not a command, argument or option here." : parsed.Errors[0].Message;

    private static string Path(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{Path(parent)} {command.Name}" : command.Name;

    private static async Task<int> Fail(TextWriter error, string message)
    {
        await error.WriteLineAsync($"kiln: {message.ReplaceLineEndings(" ")}");
        return Failure;
    }
}
