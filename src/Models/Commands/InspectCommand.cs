using System.CommandLine;
using Kiln.Inspection;
using Kiln.Models.Networks;

namespace Kiln.Models.Commands;

/// <summary><c>inspect NETWORK</c>: the layers as vl_simplenn_display prints them, and what the compiler made of them.</summary>
internal static class InspectCommand
{
    public static Command Create()
    {
        Argument<string> network = Arguments.Network();
        Option<int> batch = Arguments.Batch();
        Command command = new("inspect", "Print a network's layers, kernels, buffers and memory.") { network, batch };
        command.SetAction(parsed =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            NetworkDescription description = KnownNetwork.Find(parsed.GetRequiredValue(network)).Description;
            int images = parsed.GetValue(batch);
            output.WriteLine(new LayerTable(description, images));
            output.Write(PlanTable.Format(description, images));
        });
        return command;
    }
}
