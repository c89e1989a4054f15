using System.CommandLine;
using System.Globalization;
using Kiln.Inspection;
using Kiln.Models.Networks;

namespace Kiln.Models.Commands;

/// <summary><c>check NETWORK</c>: the practical's check of derivatives, for every parameter array and the input.</summary>
internal static class CheckCommand
{
    /// <summary>The command.</summary>
    /// <param name="networks">The arguments by which a user names a network.</param>
    public static Command Create(INetworkArguments networks)
    {
        Option<int> seed = Arguments.Seed();
        Command command = new("check", "Hold a network's computed derivatives against differences of its loss.") { seed };
        networks.AddTo(command);
        command.SetAction(parsed => Run(networks.Find(parsed), parsed.GetValue(seed), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(NamedNetwork named, int seed, TextWriter output)
    {
        using TrainableNetwork network = named.CreateTrainer(named.CreateParameters(), DerivativeCheck.MaxBatch, 0);
        IReadOnlyList<DerivativeResult> results = Waiting.Show(output, $"checking the derivatives of {named.Description.ParameterCount:#,0} parameters", () => new DerivativeCheck(network, seed).Run().ToArray());
        List<IReadOnlyList<string>> rows = [["array", "empirical", "computed", "error %", "of length %", ""]];
        bool agree = true;
        foreach (DerivativeResult result in results)
        {
            rows.Add([result.Name, Show(result.Empirical, "F6"), Show(result.Computed, "F6"), Show(result.ErrorPercent, "F2"), Show(result.PercentOfLength, "F2"), result.Agrees ? "agrees" : "WRONG"]);
            agree &= result.Agrees;
        }

        output.Write(TextTable.Format(rows));
        return agree ? 0 : 1;
    }

    private static string Show(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
