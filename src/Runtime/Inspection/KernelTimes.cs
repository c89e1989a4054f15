using System.Diagnostics;
using System.Globalization;
using Kiln.Numerics;

namespace Kiln.Inspection;

/// <summary>Where the time of a call goes: a line a kernel. Medians over many calls, in turns with what the machine can do at most.</summary>
/// <example><code>Console.WriteLine(KernelTimes.OfTraining(net, images: 100, TimeSpan.FromSeconds(2)));</code></example>
public sealed class KernelTimes
{
    private readonly NetworkDescription network;

    private KernelTimes(NetworkDescription network) => this.network = network;

    /// <summary>Seconds of each kernel, in the order of <see cref="NetworkDescription.Kernels"/>; 0 of one that did not run.</summary>
    public required IReadOnlyList<double> Kernels { get; init; }

    /// <summary>The kernels that ran, in their order. The gradient of the images, for one, is computed on request only.</summary>
    public IReadOnlyList<KernelTime> Ran =>
    [
        .. network.Kernels.Zip(Kernels, (kernel, seconds) => new KernelTime(kernel.Name, kernel.Direction, seconds, (double)kernel.MultiplyAdds * Images)).Where(kernel => kernel.Seconds > 0),
    ];

    /// <summary>The kernels that ran, what a call does beside them, and the whole of it.</summary>
    internal IReadOnlyList<KernelTime> Rows =>
    [
        .. Ran, new("packing of weights", "", Packing, 0), new("input, hand-over and the like", "", Rest, 0), new("all, by the layers' definition", "", Total, MultiplyAdds * Images),
    ];

    /// <summary>Seconds of each kernel in the call in which it was fastest: what other programs take of the machine only adds to the time of a kernel.</summary>
    public IReadOnlyList<double> Fastest { get; init; } = [];

    /// <summary>Seconds of copying weights into the kernels' layouts.</summary>
    public required double Packing { get; init; }

    /// <summary>Seconds of everything else: input, optimizer, handing work to the threads.</summary>
    public required double Rest { get; init; }

    /// <summary>Seconds of the whole call.</summary>
    public required double Total { get; init; }

    /// <summary>Multiply-adds a second that the machine does at most, on as many threads.</summary>
    public required double PeakMultiplyAdds { get; init; }

    /// <summary>Images of a call.</summary>
    public required int Images { get; init; }

    /// <summary>Multiply-adds an image by the definition of the layers, whatever kernels save.</summary>
    public required double MultiplyAdds { get; init; }

    /// <summary>Times <c>Forward</c> on random images.</summary>
    /// <param name="net">The network.</param>
    /// <param name="images">How many at once.</param>
    /// <param name="time">How long to measure.</param>
    public static KernelTimes OfForward(ImageNetwork net, int images, TimeSpan time)
    {
        ArgumentNullException.ThrowIfNull(net);
        float[] input = Inputs(net, images);
        return Of(net, () => net.Forward(input), images, NetworkSize.Of(net.Description).MultiplyAdds, time);
    }

    /// <summary>Times the loss and its gradients on random images and labels. The parameters stay as they are.</summary>
    /// <param name="net">The network, which has a loss.</param>
    /// <param name="images">How many at once.</param>
    /// <param name="time">How long to measure.</param>
    /// <param name="warmUp">How long to run before; null for long enough in any case. Less will do for a network that has just trained.</param>
    public static KernelTimes OfTraining(TrainableNetwork net, int images, TimeSpan time, TimeSpan? warmUp = null)
    {
        ArgumentNullException.ThrowIfNull(net);
        float[] input = Inputs(net, images);
        net.DrawLabels(images, seed: 1);
        return Of(net, () => net.ComputeGradientsOf(input), images, NetworkSize.Of(net.Description).TrainingMultiplyAdds, time, warmUp);
    }

    /// <summary>Times any call of a network.</summary>
    /// <param name="net">The network.</param>
    /// <param name="call">Runs it once.</param>
    /// <param name="images">Images of a call.</param>
    /// <param name="multiplyAdds">Multiply-adds an image by the definition of the layers.</param>
    /// <param name="time">How long to measure.</param>
    /// <param name="warmUp">How long to run before; null for long enough in any case.</param>
    public static KernelTimes Of(Network net, Action call, int images, double multiplyAdds, TimeSpan time, TimeSpan? warmUp = null)
    {
        ArgumentNullException.ThrowIfNull(net);
        ArgumentNullException.ThrowIfNull(call);
        KernelClock clock = new(net.Description);
        using MultiplyAddPeak peak = new(net.Threads);
        KernelClock? before = net.Clock;
        net.Clock = clock;
        try
        {
            List<double>[] parts = [.. net.Description.Kernels.Select(_ => new List<double>())];
            List<double> packing = [], rest = [], total = [], peaks = [];
            Contestant kernels = new(Once, 1), ceiling = new(peak.Measure, peak.MultiplyAdds);
            Turns.Turn(Contestant.Timed(call, 1), warmUp ?? Turns.WarmUp, []);
            Turns.Turn(ceiling, Turns.Block, []);
            long start = Stopwatch.GetTimestamp();
            do
            {
                Turns.Turn(kernels, Turns.Block, total);
                Turns.Turn(ceiling, Turns.Block, peaks);
            }
            while (Stopwatch.GetElapsedTime(start) < time);

            return new KernelTimes(net.Description)
            {
                Kernels = [.. parts.Select(Stopwatches.Median)],
                Fastest = [.. parts.Select(part => part.Min())],
                Packing = Stopwatches.Median(packing),
                Rest = Stopwatches.Median(rest),
                Total = Stopwatches.Median(total),
                PeakMultiplyAdds = peak.MultiplyAdds / Stopwatches.Median(peaks),
                Images = images,
                MultiplyAdds = multiplyAdds,
            };

            double Once()
            {
                clock.Reset();
                double seconds = Stopwatches.Time(call);
                for (int kernel = 0; kernel < parts.Length; kernel++)
                    parts[kernel].Add(clock.SecondsOf(kernel));

                packing.Add(clock.Packing.TotalSeconds);
                rest.Add(seconds - packing[^1] - parts.Sum(part => part[^1]));
                return seconds;
            }
        }
        finally
        {
            net.Clock = before;
        }
    }

    /// <summary>A table: milliseconds, share of the time, speed and share of the machine's peak of every kernel that ran.</summary>
    public override string ToString() => TextTable.Format(
    [
        ["kernel", "direction", "ms", "% of time", "GFLOP/s", "% of peak"],
        .. Rows.Select(row => (IReadOnlyList<string>)
        [
            row.Name, row.Direction, Number(1000 * row.Seconds, "F3"), Number(100 * row.Seconds / Total, "F1"),
            row.MultiplyAdds == 0 ? "" : Number(row.GigaFlops, "F1"),
            row.MultiplyAdds == 0 ? "" : Number(100 * row.MultiplyAdds / row.Seconds / PeakMultiplyAdds, "F0"),
        ]),
    ]);

    private static float[] Inputs(ImageNetwork net, int images)
    {
        NormalRandom random = new(1);
        return [.. Enumerable.Range(0, images * net.Description.InputFloats).Select(_ => (float)random.Next())];
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}

/// <summary>How long a kernel takes in a call.</summary>
/// <param name="Name">The kernel.</param>
/// <param name="Direction">When it runs: Parameters, Forward, Backward or Inference.</param>
/// <param name="Seconds">Its median time.</param>
/// <param name="MultiplyAdds">Multiply-adds of the call that it must do; 0 where it only moves or compares numbers.</param>
public readonly record struct KernelTime(string Name, string Direction, double Seconds, double MultiplyAdds)
{
    /// <summary>Billions of multiplications and additions a second.</summary>
    public double GigaFlops => 2e-9 * MultiplyAdds / Seconds;
}
