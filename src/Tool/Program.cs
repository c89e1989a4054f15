using System.CommandLine;
using System.Reflection;
using Kiln.Models.Commands;
using Kiln.Tool;
using Kiln.Tool.Commands;

Command root = new("kiln", "Inspects, checks, draws, measures and trains the networks that an assembly declares.")
{
    InspectCommand.Create(new AssemblyArguments()),
    CheckCommand.Create(new AssemblyArguments()),
    GraphCommand.Create(),
    BenchCommand.Create(),
    TrainCommand.Create(),
};

// What an assembly lacks shows when its types are asked for.
return await CommandRun.Of(root, args, Console.Out, Console.Error, e => e is TypeLoadException or MissingMemberException or BadImageFormatException or ReflectionTypeLoadException);
