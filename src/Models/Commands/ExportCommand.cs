using System.CommandLine;
using System.Globalization;
using Kiln.Checkpoints;
using Kiln.Inspection;
using Kiln.Models.Networks;

namespace Kiln.Models.Commands;

/// <summary><c>export NETWORK --weights FILE --to FILE</c>: trained weights, and where the format has it their network, for other programs.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        Argument<string> network = Arguments.Network();
        Option<string?> weights = Arguments.Path("--weights", "FILE", $"Weights or a checkpoint of the network, for example {ShippedData.WeightsName}");
        Option<string?> to = Arguments.Path("--to", "FILE", $"The file to write; its ending says the format: {ExportFormat.Words}");
        weights.Required = to.Required = true;
        Command command = new("export", "Write a network's weights for other programs.") { network, weights, to };
        command.SetAction(parsed => Run(
            KnownNetwork.Find(parsed.GetRequiredValue(network)), parsed.GetRequiredValue(weights)!, parsed.GetRequiredValue(to)!, parsed.InvocationConfiguration.Output));
        return command;
    }

    private static void Run(KnownNetwork known, string weights, string to, TextWriter output)
    {
        ExportFormat format = ExportFormat.Of(to);
        ParameterSet parameters = known.CreateParameters();
        CheckpointInfo info = WeightsFile.Load(ShippedData.Find(weights), parameters);
        format.Save(to, parameters, info);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{to}: {format.Content} of {known.Name}, {NetworkSize.Of(known.Description).Parameters:N0} parameters, {new FileInfo(to).Length:N0} bytes"));
    }
}
