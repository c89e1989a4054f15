using System.CommandLine;
using Kiln.Gpu;
using Kiln.Interchange;
using Kiln.Interchange.Matlab;
using Kiln.Models.Commands;
using Kiln.Models.Commands.Practical;

namespace Kiln.Models;

/// <summary>The program's commands.</summary>
internal static class CommandLine
{
    /// <summary>Runs one command.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where errors go.</param>
    /// <returns>0, or 1 for an error, or 130 if it was interrupted.</returns>
    public static Task<int> Run(string[] args, TextWriter output, TextWriter error) => CommandRun.Of(Root(), args, output, error, e => e is GpuException or InterchangeException or MatException);

    /// <summary>What a command line asks for, before any of it is done.</summary>
    /// <param name="args">The arguments.</param>
    internal static ParseResult Parse(string[] args) => CommandRun.Parse(Root(), args);

    private static Command Root() => new("kiln", "Trains, reads and classifies with, inspects and checks networks that were compiled with this program.")
    {
        TrainCommand.Create(),
        FinetuneCommand.Create(),
        ReadCommand.Create(),
        EvaluateCommand.Create(),
        DrawCommand.Create(),
        InspectCommand.Create(new KnownNetworkArguments()),
        CheckCommand.Create(new KnownNetworkArguments()),
        ExportCommand.Create(new KnownNetworkArguments(), ShippedData.Find),
        ImportCommand.Create(ModelFiles.Read),
        ClassifyCommand.Create(),
        LettersCommand.Create(),
        PracticalCommand.Create(),
    };
}
