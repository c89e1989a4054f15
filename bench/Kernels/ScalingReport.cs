using System.Diagnostics;
using System.Globalization;
using Kiln.Bench.Networks;
using Kiln.Inspection;

namespace Kiln.Bench.Kernels;

/// <summary>Prints what more processors could gain, on paper: each kernel's units of work are timed on the processors that there are and shared out evenly among more. Memory that all share, and
/// what it costs to wake threads, are left out.</summary>
internal static class ScalingReport
{
    private const int StandardBatch = 32;

    /// <summary>Kernels that are listed.</summary>
    private const int Listed = 12;

    private static readonly int[] Processors = [2, 4, 8, 16, 32];

    /// <summary>Measures and prints.</summary>
    /// <param name="name">A network; null for all.</param>
    /// <param name="time">How long to measure each.</param>
    /// <param name="batch">Images of a call; null for 32.</param>
    /// <exception cref="ArgumentException">There is no such network.</exception>
    public static void Print(string? name, TimeSpan time, int? batch)
    {
        foreach ((string network, Func<int, int, ImageNetwork> create) in Choice.Of(PictureNetworks.All, network => network.Name, name))
            Print(network, create, batch ?? StandardBatch, time);
    }

    private static void Print(string name, Func<int, int, ImageNetwork> create, int images, TimeSpan time)
    {
        double alone = 0;
        foreach (int processors in Processors)
        {
            using ImageNetwork net = create(images, processors);
            KernelUnits[] kernels = Measure(net, images, time);
            if (processors == Processors[0])
            {
                alone = kernels.Sum(kernel => kernel.On(1));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}, {images} images: {1e3 * alone / images:F2} ms an image on one processor; on paper"));
            }

            double together = kernels.Sum(kernel => kernel.On(processors));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {processors,2} processors: {alone / together,5:F1} ×, {Math.Round(100 * alone / together / processors)} %"));
            if (processors == Processors[^1])
                Console.WriteLine(Table(kernels, processors));
        }
    }

    /// <summary>The kernels that cost most beyond an even share.</summary>
    private static string Table(KernelUnits[] kernels, int processors)
    {
        double alone = kernels.Sum(kernel => kernel.On(1)), together = kernels.Sum(kernel => kernel.On(processors));
        return TextTable.Format(
        [
            ["kernel", "units", "% of time", $"speed-up on {processors}", $"% of the time on {processors}"],
            .. kernels.OrderByDescending(kernel => kernel.On(processors) - (kernel.On(1) / processors)).Take(Listed).Select(kernel => (IReadOnlyList<string>)
            [
                kernel.Name,
                string.Join(", ", kernel.Rounds.Select(round => round.Units.ToString(CultureInfo.InvariantCulture))),
                Percent(kernel.On(1) / alone),
                (kernel.On(1) / kernel.On(processors)).ToString("F1", CultureInfo.InvariantCulture),
                Percent(kernel.On(processors) / together),
            ]),
        ]);
    }

    private static string Percent(double share) => (100 * share).ToString("F1", CultureInfo.InvariantCulture);

    private static KernelUnits[] Measure(ImageNetwork net, int images, TimeSpan time)
    {
        float[] input = Workload.Images(net.Description.InputShape, images);
        net.Forward(input);
        net.Forward(input);
        KernelClock clock = new(net.Description);
        net.Clock = clock;
        int calls = 0, used = Math.Min(net.Threads, Environment.ProcessorCount);
        for (long start = Stopwatch.GetTimestamp(); calls == 0 || Stopwatch.GetElapsedTime(start) < time; calls++)
            net.Forward(input);

        net.Clock = null;
        return
        [
            .. Enumerable.Range(0, net.Description.Kernels.Count)
                .Select(kernel => new KernelUnits(
                    net.Description.Kernels[kernel].Name, [.. clock.RoundsOf(kernel).Select(round => (round.Units, round.Seconds / calls / ((round.Units + used - 1) / used)))]))
                .Where(kernel => kernel.Rounds.Count > 0),
        ];
    }

    /// <summary>A kernel's units of work.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Rounds">How many units it has when it runs, and the seconds of each in a call, all such runs together.</param>
    private sealed record KernelUnits(string Name, IReadOnlyList<(int Units, double Each)> Rounds)
    {
        /// <summary>Seconds of a call where nobody waits but for the last units.</summary>
        public double On(int processors) => Rounds.Sum(round => round.Each * ((round.Units + processors - 1) / processors));
    }
}
