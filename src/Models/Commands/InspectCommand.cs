using System.CommandLine;
using Kiln.Inspection;
using Kiln.Models.Networks;

namespace Kiln.Models.Commands;

/// <summary><c>inspect NETWORK</c>: the layers as vl_simplenn_display prints them, and what the compiler made of them.</summary>
internal static class InspectCommand
{
    /// <summary>The command.</summary>
    /// <param name="networks">The arguments by which a user names a network.</param>
    public static Command Create(INetworkArguments networks)
    {
        Option<int> batch = Arguments.Batch();
        Option<string?> graph = new("--graph") { Description = "Also gets the graph as NETWORK.svg and, for Mermaid, as NETWORK.mmd", HelpName = "FOLDER" };
        Option<string> target = new("--target") { Description = "The machine whose kernels are printed: cpu or gpu", HelpName = "TARGET", DefaultValueFactory = _ => Arguments.Processor };
        target.AcceptOnlyFromAmong(Arguments.Processor, "gpu");
        Option<bool> plan = new("--plan") { Description = "Print in place of all that how long every kernel is predicted to take, what it is bound by, and what else was considered" };
        Command command = new("inspect", "Print a network's layers, kernels, buffers and memory.") { batch, target, graph, plan };
        networks.AddTo(command);
        command.SetAction(parsed =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            NamedNetwork named = networks.Find(parsed);
            NetworkDescription description = named.Description;
            int images = parsed.GetValue(batch);
            bool isProcessor = parsed.GetRequiredValue(target) == Arguments.Processor;
            if (parsed.GetValue(plan))
            {
                output.Write(isProcessor ? PredictionTable.Format(description, images) : throw new UserErrorException("--plan is of kernels for processors; leave --target out"));
                return;
            }

            output.WriteLine(new LayerTable(description, images));
            output.WriteLine($"{NetworkSize.Of(description)}\n");
            output.Write(isProcessor
                ? PlanTable.Format(description, images)
                : GpuTable.Format(description, named.ForGpu ?? throw new UserErrorException($"{named.Name} has no kernels for graphics processors; declare it with [Network(Targets = Targets.Cpu | Targets.Gpu)]"), images));
            if (parsed.GetValue(graph) is { } folder)
                Draw(named, folder, output);
        });
        return command;
    }

    private static void Draw(NamedNetwork network, string folder, TextWriter output)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, network.Name);
        File.WriteAllText(path + ".svg", GraphDrawing.Svg(network.Description));
        File.WriteAllText(path + ".mmd", GraphDrawing.Mermaid(network.Description));
        output.WriteLine($"\ngraph: {path}.svg, {path}.mmd");
    }
}
