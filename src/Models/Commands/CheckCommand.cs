using System.CommandLine;
using System.Globalization;
using Kiln.Inspection;
using Kiln.Models.Networks;

namespace Kiln.Models.Commands;

/// <summary><c>check NETWORK</c>: the practical's check of derivatives, for every parameter array and the input.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        Argument<string> network = Arguments.Network();
        Option<int> seed = Arguments.Seed();
        Command command = new("check", "Hold a network's computed derivatives against differences of its loss.") { network, seed };
        command.SetAction(parsed => Run(KnownNetwork.Find(parsed.GetRequiredValue(network)), parsed.GetValue(seed), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(KnownNetwork known, int seed, TextWriter output)
    {
        using TrainableNetwork network = known.CreateTrainer(known.CreateParameters(), DerivativeCheck.MaxBatch, 0);
        List<IReadOnlyList<string>> rows = [["array", "empirical", "computed", "error %", "of length %", ""]];
        bool agree = true;
        foreach (DerivativeResult result in new DerivativeCheck(network, seed).Run())
        {
            rows.Add([result.Name, Show(result.Empirical, "F6"), Show(result.Computed, "F6"), Show(result.ErrorPercent, "F2"), Show(result.PercentOfLength, "F2"), result.Agrees ? "agrees" : "WRONG"]);
            agree &= result.Agrees;
        }

        output.Write(TextTable.Format(rows));
        return agree ? 0 : 1;
    }

    private static string Show(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
