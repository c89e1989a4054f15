using System.CommandLine;
using System.Reflection;
using Kiln.Interchange;
using Kiln.Interchange.Declarations;
using Kiln.Interchange.Matlab;
using Kiln.Models.Commands;
using Kiln.Tool;
using Kiln.Tool.Commands;

Command root = new("kiln", "Inspects, checks, draws, measures, trains and exports the networks that an assembly declares.")
{
    InspectCommand.Create(new AssemblyArguments()),
    CheckCommand.Create(new AssemblyArguments()),
    GraphCommand.Create(),
    BenchCommand.Create(),
    TrainCommand.Create(),
    ExportCommand.Create(new AssemblyArguments(), path => path),
    ImportCommand.Create(NetworkImport.Read),
};

// What an assembly lacks shows when its types are asked for.
return await CommandRun.Of(root, args, Console.Out, Console.Error, e => e is InterchangeException or MatException or TypeLoadException or MissingMemberException or BadImageFormatException or ReflectionTypeLoadException);
