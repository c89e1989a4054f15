using Kiln.Bench.Networks;
using Kiln.Inspection;
using Kiln.Models.Networks;

namespace Kiln.Bench.Kernels;

/// <summary>Prints where the time of the networks goes: a line a kernel.</summary>
internal static class KernelReport
{
    public const int Threads = 2;

    private const int Batch = 100;

    private static readonly (string Name, Func<Network> Create, string What, Func<Network, TimeSpan, KernelTimes> Measure)[] Runs =
    [
        Training(nameof(CharacterCnn), () => new CharacterCnn(Workload.Parameters<CharacterCnn>(), Batch, Threads)),
        Training(nameof(ResNet20), () => new ResNet20(Workload.Parameters<ResNet20>(), Batch, Threads)),
        Training(nameof(Conv32), () => new Conv32(Workload.Parameters<Conv32>(), Batch, Threads)),
        Forward(nameof(CharacterReader), () => new CharacterReader(Workload.Parameters<CharacterCnn>(), 1, Threads)),
        .. PictureNetworks.All.Select(network => Forward(network.Name, () => network.Create(1))),
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

        foreach (var run in chosen)
        {
            using Network network = run.Create();
            KernelTimes times = run.Measure(network, time);
            Console.WriteLine(FormattableString.Invariant(
                $"{run.Name}: {run.What}, {times.Images} images, {Threads} threads; multiply-add peak {2e-9 * times.PeakMultiplyAdds:F1} GFLOP/s"));
            Console.WriteLine(times);
            Console.WriteLine(PredictedTimes.Format(network, times));
        }
    }

    /// <summary>Measures all networks, for other purposes than to print them.</summary>
    /// <param name="time">How long to measure each.</param>
    public static IEnumerable<(string Name, Network Network, KernelTimes Times)> Measure(TimeSpan time)
    {
        foreach (var run in Runs)
        {
            using Network network = run.Create();
            yield return (run.Name, network, run.Measure(network, time));
        }
    }

    private static (string, Func<Network>, string, Func<Network, TimeSpan, KernelTimes>) Training(string name, Func<TrainableNetwork> create) =>
        (name, create, "loss and gradients", (network, time) => KernelTimes.OfTraining((TrainableNetwork)network, Batch, time));

    private static (string, Func<Network>, string, Func<Network, TimeSpan, KernelTimes>) Forward(string name, Func<ImageNetwork> create) =>
        (name, create, "forward", (network, time) => KernelTimes.OfForward((ImageNetwork)network, 1, time));
}
