using System.Globalization;
using Kiln.Bench.Networks;
using Kiln.Inspection;
using Kiln.Models.Networks;

namespace Kiln.Bench.Kernels;

/// <summary>Prints where the time of the networks goes: a line a kernel.</summary>
internal static class KernelReport
{
    private const int Threads = 2;
    private const int Batch = 100;

    private static readonly (string Name, Func<KernelRun> Prepare)[] Runs =
    [
        (nameof(CharacterCnn), Training),
        (nameof(CharacterReader), () => Forward(new CharacterReader(Workload.Parameters<CharacterCnn>(), 1, Threads))),
        .. SingleImages.All.Select(network => (network.Name, (Func<KernelRun>)(() => Forward(network.Create())))),
    ];

    /// <summary>Measures and prints.</summary>
    /// <param name="name">A network; null for all.</param>
    /// <param name="time">How long to measure each.</param>
    /// <exception cref="ArgumentException">There is no such network.</exception>
    public static void Print(string? name, TimeSpan time)
    {
        var chosen = Runs.Where(run => name is null || string.Equals(run.Name, name, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (chosen.Length == 0)
            throw new ArgumentException($"there is no network '{name}'; there is {string.Join(", ", Runs.Select(run => run.Name))}");

        foreach ((string network, Func<KernelRun> prepare) in chosen)
        {
            using KernelRun run = prepare();
            KernelTimes times = run.Measure(time);
            Console.WriteLine(FormattableString.Invariant(
                $"{network}: {run.What}, {run.Images} images, {Threads} threads; multiply-add peak {2e-9 * times.PeakMultiplyAdds:F1} GFLOP/s"));
            Console.WriteLine(Format(run, times));
        }
    }

    private static KernelRun Training()
    {
        CharacterCnn network = new(Workload.Parameters<CharacterCnn>(), Batch, Threads);
        float[] images = Workload.Images(network.Description.InputShape, Batch);
        int[] labels = Workload.Labels(Batch, network.OutputShape.Channels);
        return new KernelRun(network, "a training step", () => network.Step(images, labels), Batch, Workload.Training(network.Description));
    }

    private static KernelRun Forward(ImageNetwork network)
    {
        float[] images = Workload.Images(network.Description.InputShape, network.MaxBatch);
        return new KernelRun(network, "forward", () => network.Forward(images), network.MaxBatch, Workload.Forward(network.Description));
    }

    private static string Format(KernelRun run, KernelTimes times)
    {
        IReadOnlyList<KernelDescription> kernels = run.Network.Description.Kernels;
        List<IReadOnlyList<string>> rows = [["kernel", "direction", "ms", "% of time", "GFLOP/s", "% of peak"]];
        for (int i = 0; i < kernels.Count; i++)
        {
            // The gradient of the images is computed on request only.
            if (times.Kernels[i] > 0)
                rows.Add(Row(kernels[i].Name, kernels[i].Direction, times.Kernels[i], (double)kernels[i].MultiplyAdds * run.Images));
        }

        rows.Add(Row("packing of weights", "", times.Packing, 0));
        rows.Add(Row("optimizer, input, hand-over", "", times.Rest, 0));
        rows.Add(Row("all, by the layers' definition", "", times.Total, run.MultiplyAdds * run.Images));
        return TextTable.Format(rows);

        IReadOnlyList<string> Row(string name, string direction, double seconds, double multiplyAdds) =>
        [
            name, direction, Number(1000 * seconds, "F3"), Number(100 * seconds / times.Total, "F1"),
            multiplyAdds == 0 ? "" : Number(2e-9 * multiplyAdds / seconds, "F1"),
            multiplyAdds == 0 ? "" : Number(100 * multiplyAdds / seconds / times.PeakMultiplyAdds, "F0"),
        ];
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
