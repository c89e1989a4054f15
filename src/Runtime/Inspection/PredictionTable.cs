using System.Globalization;
using Kiln.Generator.Planning.Cpu.Costs;
using Kiln.Numerics;

namespace Kiln.Inspection;

/// <summary>How long each kernel of a network is expected to take, what it is bound by, and what else the compiler considered.</summary>
/// <remarks>Predictions are those of the machine whose kernels were measured, an AMD EPYC (Zen 5), on two threads. On another machine their proportions say where the time goes.</remarks>
/// <example><code>Console.Write(PredictionTable.Format(net.Description, batch: 100));</code></example>
public static class PredictionTable
{
    /// <summary>The table of kernels and the list of what else was considered.</summary>
    /// <param name="network">The network; one of open extents has no predictions, which the text says.</param>
    /// <param name="batch">Images of a call, 1 or more.</param>
    public static string Format(NetworkDescription network, int batch)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        if (network.Costs.Length == 0)
            return $"{network.ClassName} takes maps of any extent, so its kernels have no predictions; a class of [InferenceOf<T>(Height = …, Width = …)] has\n";

        NetworkCosts costs = NetworkCosts.Parse(network.Costs);
        KernelPrediction[] predictions = costs.Predict(batch, VectorWidth.Bits);
        double training = Total(kernel => kernel.Direction != "Inference"), inference = Total(kernel => kernel.Direction == "Inference");
        List<IReadOnlyList<string>> rows = [["kernel", "direction", "predicted ms", "% of time", "bound by"]];
        for (int index = 0; index < predictions.Length; index++)
        {
            KernelDescription kernel = network.Kernels[index];
            double seconds = predictions[index].Seconds, all = kernel.Direction == "Inference" ? inference : training;
            rows.Add([kernel.Name, kernel.Direction, Milliseconds(seconds), costs.Kernels[index].OnRequest ? "on request" : Number(100 * seconds / all, "F1"), predictions[index].Bound]);
        }

        rows.Add([network.Trains ? "a training step" : "all", "", Milliseconds(training), "100.0", ""]);
        if (inference > 0)
            rows.Add(["inference", "", Milliseconds(inference), "100.0", ""]);

        string images = $"{batch} image{(batch == 1 ? "" : "s")}";
        return $"predicted for {images} on two threads of an AMD EPYC (Zen 5), vectors of {VectorWidth.Bits} bits\n\n{TextTable.Format(rows)}\n{Choices(network, costs)}";

        double Total(Func<KernelDescription, bool> runs) =>
            network.Kernels.Select((kernel, index) => runs(kernel) && !costs.Kernels[index].OnRequest ? predictions[index].Seconds : 0).Sum();
    }

    private static string Choices(NetworkDescription network, NetworkCosts costs)
    {
        var choices = costs.Choices.SelectMany((list, index) => list.Select(choice => (network.Kernels[index].Name, Choice: choice))).ToArray();
        if (choices.Length == 0)
            return "";

        // Layers of equal sizes have equal choices.
        int images = choices[0].Choice.Images;
        return $"what was decided and what else was considered, in ms of a call of {images} image{(images == 1 ? "" : "s")}\n" + string.Concat(choices.GroupBy(pair => pair.Choice.ToString()).Select(group =>
            $"{group.First().Name}{(group.Count() == 1 ? "" : $" and {group.Count() - 1} alike")}, {group.First().Choice.Question}: {string.Join("; ", group.First().Choice.Options.Select((option, place) => Option(group.First().Choice, place)))}\n"));
    }

    /// <summary>The first option is the one that was taken; the decision is made with rounder numbers than the prediction, so that another may be predicted a little faster.</summary>
    private static string Option(Choice choice, int place)
    {
        (string name, double seconds) = choice.Options[place];
        string text = $"{name} {Milliseconds(seconds)}";
        double ratio = seconds / choice.Options[0].Seconds;
        return place == 0 ? text : $"{text}, {Number(ratio, "F2")} times as long{(ratio < 1 ? " by this prediction" : "")}";
    }

    private static string Milliseconds(double seconds) => Number(1000 * seconds, "F3");

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
