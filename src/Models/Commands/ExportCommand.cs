using System.CommandLine;
using System.Globalization;
using Kiln.Checkpoints;
using Kiln.Inspection;
using Kiln.Models.Networks;

namespace Kiln.Models.Commands;

/// <summary><c>export NETWORK --weights FILE --to FILE</c>: trained weights, and where the format has it their network, for other programs.</summary>
internal static class ExportCommand
{
    /// <summary>The command.</summary>
    /// <param name="networks">The arguments that name a network.</param>
    /// <param name="find">Where a file is that the user named.</param>
    public static Command Create(INetworkArguments networks, Func<string, string> find)
    {
        Option<string?> weights = Arguments.Path("--weights", "FILE", "Weights or a checkpoint of the network");
        Option<string?> to = Arguments.Path("--to", "FILE", $"The file to write; its ending says the format: {ExportFormat.Words}");
        weights.Required = to.Required = true;
        Command command = new("export", "Write a network's weights for other programs.") { weights, to };
        networks.AddTo(command);
        command.SetAction(parsed => Run(networks.Find(parsed), find(parsed.GetRequiredValue(weights)!), parsed.GetRequiredValue(to)!, parsed.InvocationConfiguration.Output));
        return command;
    }

    private static void Run(NamedNetwork network, string weights, string to, TextWriter output)
    {
        ExportFormat format = ExportFormat.Of(to);
        ParameterSet parameters = network.CreateParameters();
        CheckpointInfo info = WeightsFile.Load(weights, parameters);
        format.Save(to, parameters, info);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{to}: {format.Content} of {network.Name}, {NetworkSize.Of(network.Description).Parameters:N0} parameters, {new FileInfo(to).Length:N0} bytes"));
    }
}
