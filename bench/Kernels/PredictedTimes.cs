using System.Globalization;
using Kiln.Generator.Planning.Cpu.Costs;
using Kiln.Inspection;

namespace Kiln.Bench.Kernels;

/// <summary>What kernels were predicted to take beside what they took.</summary>
internal static class PredictedTimes
{
    /// <summary>How far a prediction may be off.</summary>
    private const double Near = 0.25;

    /// <summary>The share of the time from which on a kernel is listed.</summary>
    private const double Least = 0.01;

    /// <summary>A line for every kernel that takes a hundredth of the time, and how many are near, by their time.</summary>
    /// <remarks>Compared is the call in which a kernel was fastest: what else the machine does only adds to its time.</remarks>
    /// <param name="network">The network.</param>
    /// <param name="times">Its times.</param>
    public static string Format(Network network, KernelTimes times)
    {
        KernelPrediction[] predictions = NetworkCosts.Parse(network.Description.Costs).Predict(times.Images, network.VectorBits);
        (string Name, double Seconds, KernelPrediction Prediction)[] kernels =
        [
            .. network.Description.Kernels.Select((kernel, index) => (kernel.Name, times.Fastest[index], predictions[index])).Where(kernel => kernel.Item2 > 0),
        ];
        double all = kernels.Sum(kernel => kernel.Seconds), predicted = kernels.Sum(kernel => kernel.Prediction.Seconds);
        double near = kernels.Where(kernel => Math.Abs(Off(kernel.Seconds, kernel.Prediction)) <= Near).Sum(kernel => kernel.Seconds);
        var listed = kernels.Where(kernel => kernel.Seconds >= Least * all).ToArray();
        string table = TextTable.Format(
        [
            ["kernel", "fastest ms", "predicted ms", "off by %", "bound by"],
            .. listed.Select(kernel => (IReadOnlyList<string>)
            [
                kernel.Name, Number(1000 * kernel.Seconds, "F3"), Number(1000 * kernel.Prediction.Seconds, "F3"), Number(100 * Off(kernel.Seconds, kernel.Prediction), "+0;-0;0"), kernel.Prediction.Bound,
            ]),
            ["all", Number(1000 * all, "F3"), Number(1000 * predicted, "F3"), Number(100 * ((predicted / all) - 1), "+0;-0;0"), ""],
        ]);
        return table + FormattableString.Invariant(
            $"within {100 * Near:F0} %: {100 * near / all:F0} % of the time; of the {listed.Length} kernels that take at least {100 * Least:F0} % of it, {listed.Count(kernel => Math.Abs(Off(kernel.Seconds, kernel.Prediction)) <= Near)}\n");
    }

    /// <summary>By how much a prediction is too long, as a share of the time.</summary>
    private static double Off(double seconds, KernelPrediction prediction) => (prediction.Seconds / seconds) - 1;

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
