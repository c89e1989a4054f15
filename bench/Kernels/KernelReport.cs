using Kiln.Bench.Networks;
using Kiln.Inspection;
using Kiln.Models.Networks;

namespace Kiln.Bench.Kernels;

/// <summary>Prints where the time of the networks goes: a line a kernel.</summary>
internal static class KernelReport
{
    public const int Threads = 2;

    private const int Batch = 100;

    private static readonly (string Name, int Images, Func<int, Network> Create, string What, Func<Network, int, TimeSpan, KernelTimes> Measure)[] Runs =
    [
        Training(nameof(CharacterCnn), images => new CharacterCnn(Workload.Parameters<CharacterCnn>(), images, Threads)),
        Training(nameof(ResNet20), images => new ResNet20(Workload.Parameters<ResNet20>(), images, Threads)),
        Training(nameof(Conv32), images => new Conv32(Workload.Parameters<Conv32>(), images, Threads)),
        Forward(nameof(CharacterReader), images => new CharacterReader(Workload.Parameters<CharacterCnn>(), images, Threads)),
        .. PictureNetworks.All.Select(network => Forward(network.Name, batch => network.Create(batch, Threads))),
    ];

    /// <summary>Measures and prints.</summary>
    /// <param name="name">A network; null for all.</param>
    /// <param name="time">How long to measure each.</param>
    /// <param name="batch">Images of a call; null for one, and for as many as in a training.</param>
    /// <exception cref="ArgumentException">There is no such network.</exception>
    public static void Print(string? name, TimeSpan time, int? batch)
    {
        foreach (var run in Choice.Of(Runs, run => run.Name, name))
        {
            int images = batch ?? run.Images;
            using Network network = run.Create(images);
            KernelTimes times = run.Measure(network, images, time);
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
            using Network network = run.Create(run.Images);
            yield return (run.Name, network, run.Measure(network, run.Images, time));
        }
    }

    private static (string, int, Func<int, Network>, string, Func<Network, int, TimeSpan, KernelTimes>) Training(string name, Func<int, TrainableNetwork> create) =>
        (name, Batch, create, "loss and gradients", (network, images, time) => KernelTimes.OfTraining((TrainableNetwork)network, images, time));

    private static (string, int, Func<int, Network>, string, Func<Network, int, TimeSpan, KernelTimes>) Forward(string name, Func<int, ImageNetwork> create) =>
        (name, 1, create, "forward", (network, images, time) => KernelTimes.OfForward((ImageNetwork)network, images, time));
}
