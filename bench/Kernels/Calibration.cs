using Kiln.Generator.Planning.Cpu.Costs;
using Kiln.Inspection;

namespace Kiln.Bench.Kernels;

/// <summary>Finds the efficiencies with which predictions come closest to what the kernels of the networks take, and prints them as the file that the compiler has of them.</summary>
internal static class Calibration
{
    /// <summary>The share of a network's time from which on a kernel counts.</summary>
    private const double Least = 0.001;

    /// <summary>The share from which on it counts no more: a prediction should be near for each kernel, not for the longest alone.</summary>
    private const double Most = 0.05;

    /// <summary>How often all networks are measured, one after the other: what else the machine does meanwhile comes and goes.</summary>
    private const int Visits = 3;

    private const int Rounds = 60, PeakRounds = 1000;

    /// <summary>Measures every network and prints the table.</summary>
    /// <param name="time">How long to measure each.</param>
    public static void Print(TimeSpan time)
    {
        Dictionary<(string Network, int Kernel), Sample> fastest = [];
        int bits = 0;
        foreach ((string name, Network network, KernelTimes times) in Enumerable.Range(0, Visits).SelectMany(_ => KernelReport.Measure(time / Visits)))
        {
            NetworkCosts costs = NetworkCosts.Parse(network.Description.Costs);
            bits = network.VectorBits;
            for (int kernel = 0; kernel < costs.Kernels.Count; kernel++)
            {
                Sample sample = new(costs.Kernels[kernel], times.Images, costs.Weights, times.Fastest[kernel], 0);
                if (sample.Seconds > 0 && !(fastest.TryGetValue((name, kernel), out Sample? before) && before.Seconds <= sample.Seconds))
                    fastest[(name, kernel)] = sample;
            }
        }

        var networks = fastest.GroupBy(pair => pair.Key.Network, pair => pair.Value).ToArray();
        Sample[] samples = [.. networks.SelectMany(Shared).Where(sample => sample.Share >= Least)];
        Efficiencies start = Efficiencies.Measured with { MultiplyAddsPerLane = Peak() / (bits / 32) };
        Efficiencies found = Fit(start, samples, bits);
        Console.Write(Text(found, FormattableString.Invariant(
            $"{Processor}, two threads, vectors of {bits} bits: {samples.Length} kernels of {networks.Length} networks, which it misses by {100 * (Math.Exp(Miss(found, samples, bits)) - 1):F0} % on average.")));
    }

    /// <summary>The kernels of a network with the share of its time that they have.</summary>
    private static IEnumerable<Sample> Shared(IEnumerable<Sample> kernels)
    {
        double all = kernels.Sum(kernel => kernel.Seconds);
        return kernels.Select(kernel => kernel with { Share = kernel.Seconds / all });
    }

    /// <summary>Multiply-adds a second in the fastest of many rounds. Each thread by itself: while other programs run, two rarely have a processor at the same time.</summary>
    private static double Peak()
    {
        using MultiplyAddPeak peak = new(1);
        return KernelReport.Threads * peak.MultiplyAdds / Enumerable.Range(0, PeakRounds).Min(_ => peak.Measure());
    }

    /// <summary>One number after the other is made a little larger or smaller as long as predictions come closer.</summary>
    private static Efficiencies Fit(Efficiencies table, IReadOnlyList<Sample> samples, int bits)
    {
        HashSet<KernelFamily> measured = [.. samples.Select(sample => sample.Cost.Family)];
        List<Func<Efficiencies, double, Efficiencies>> numbers =
        [
            (old, factor) => old with { OwnCacheSpeed = old.OwnCacheSpeed * factor },
            (old, factor) => old with { SharedCacheSpeed = old.SharedCacheSpeed * factor },
            (old, factor) => old with { MemorySpeed = old.MemorySpeed * factor },
            (old, factor) => old with { WeightsSpeed = old.WeightsSpeed * factor },
            (old, factor) => old with { FetchedWeightsSpeed = old.FetchedWeightsSpeed * factor },
            (old, factor) => old with { HandOver = old.HandOver * factor },
            .. measured.Select(family => (Func<Efficiencies, double, Efficiencies>)((old, factor) =>
                old with { Shares = [.. old.Shares.Select((share, index) => index == (int)family ? share * factor : share)] })),
        ];
        double miss = Miss(table, samples, bits);
        for (int round = 0; round < Rounds; round++)
        {
            double step = 1 + (0.5 * Math.Pow(0.93, round));
            foreach (Func<Efficiencies, double, Efficiencies> change in numbers)
            {
                foreach (double factor in new[] { step, 1 / step })
                {
                    Efficiencies changed = change(table, factor);
                    double other = Miss(changed, samples, bits);
                    if (other < miss)
                        (table, miss) = (changed, other);
                }
            }
        }

        return table;
    }

    /// <summary>The mean of the logarithms by which predictions are off, by the share that a kernel has of its network's time.</summary>
    private static double Miss(Efficiencies table, IReadOnlyList<Sample> samples, int bits)
    {
        CostModel model = new(table);
        return samples.Sum(sample => Weight(sample) * Math.Abs(Math.Log(model.Predict(sample.Cost, sample.Images, bits, sample.Weights).Seconds / sample.Seconds))) / samples.Sum(Weight);

        static double Weight(Sample sample) => Math.Min(Most, sample.Share);
    }

    private static string Text(Efficiencies table, string made) => FormattableString.Invariant($$"""
        namespace Kiln.Generator.Planning.Cpu.Costs;

        /// <content>Written by 'bench calibrate'.</content>
        internal sealed partial record Efficiencies
        {
            // {{made}}
            public static Efficiencies Measured { get; } = new(
                MultiplyAddsPerLane: {{table.MultiplyAddsPerLane / 1e9:F1}}e9,
                OwnCacheSpeed: {{table.OwnCacheSpeed / 1e9:F0}}e9,
                SharedCacheSpeed: {{table.SharedCacheSpeed / 1e9:F0}}e9,
                MemorySpeed: {{table.MemorySpeed / 1e9:F1}}e9,
                WeightsSpeed: {{table.WeightsSpeed / 1e9:F1}}e9,
                FetchedWeightsSpeed: {{table.FetchedWeightsSpeed / 1e9:F1}}e9,
                HandOver: {{table.HandOver * 1e6:F2}}e-6,
                [
        {{string.Join("\n", table.Shares.Select((share, family) => FormattableString.Invariant($"            {share:F3}, // {(KernelFamily)family}")))}}
                ]);
        }

        """);

    private static string Processor => File.Exists("/proc/cpuinfo") && File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
        ? line[(line.IndexOf(':') + 1)..].Trim()
        : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "a processor";

    /// <summary>A kernel that was measured.</summary>
    private sealed record Sample(KernelCost Cost, int Images, double Weights, double Seconds, double Share);
}
