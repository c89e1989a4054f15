using System.CommandLine;
using Kiln.Inspection;
using Kiln.Models;
using Kiln.Models.Commands;
using Kiln.Models.Networks;

namespace Kiln.Tool.Commands;

/// <summary><c>graph ASSEMBLY NETWORK</c>: draws the layers and what they read.</summary>
internal static class GraphCommand
{
    public static Command Create()
    {
        AssemblyArguments networks = new();
        Option<string?> file = Arguments.Path("--out", "FILE", "Gets the drawing: a picture if it ends in .svg, a Mermaid flowchart if in .mmd; without it the flowchart is printed");
        Command command = new("graph", "Draw a network's layers and what they read.") { file };
        networks.AddTo(command);
        command.SetAction(parsed => Run(networks.Find(parsed), parsed.GetValue(file), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static void Run(NamedNetwork network, string? file, TextWriter output)
    {
        if (file is null)
        {
            output.Write(GraphDrawing.Mermaid(network.Description));
            return;
        }

        File.WriteAllText(file, Path.GetExtension(file).ToLowerInvariant() switch
        {
            ".svg" => GraphDrawing.Svg(network.Description),
            ".mmd" => GraphDrawing.Mermaid(network.Description),
            _ => throw new UserErrorException($"'{file}' ends in neither .svg nor .mmd"),
        });
        output.WriteLine($"graph: {file}");
    }
}
