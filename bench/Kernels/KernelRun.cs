using Kiln.Bench.Race;

namespace Kiln.Bench.Kernels;

/// <summary>Work of a network whose kernels are timed.</summary>
/// <param name="Network">The network, which is disposed with this.</param>
/// <param name="What">What is done.</param>
/// <param name="Call">Does it once.</param>
/// <param name="Images">Images of a call.</param>
/// <param name="MultiplyAdds">Multiply-adds per image, by the definition of the layers.</param>
internal sealed record KernelRun(Network Network, string What, Action Call, int Images, double MultiplyAdds) : IDisposable
{
    /// <summary>Times the kernels, in turns with the machine's peak.</summary>
    /// <param name="time">How long.</param>
    public KernelTimes Measure(TimeSpan time)
    {
        // The JIT compiler is done with the code before the clock starts.
        Turns.Run([Contestant.Timed(Call, 1)], TimeSpan.Zero);

        KernelClock clock = new(Network.Description);
        Network.Clock = clock;
        int kernels = Network.Description.Kernels.Count;
        List<double>[] parts = [.. Enumerable.Range(0, kernels).Select(_ => new List<double>())];
        List<double> packing = [], rest = [];
        using FmaPeak peak = new(Network.Threads);

        double[] speeds = Turns.Run([new Contestant(Once, 1), new(peak.Measure, peak.MultiplyAdds)], time);
        return new KernelTimes(
            [.. parts.Select(Stopwatches.Median)], Stopwatches.Median(packing), Stopwatches.Median(rest), 1 / speeds[0], speeds[1]);

        double Once()
        {
            clock.Reset();
            double seconds = Stopwatches.Time(Call);
            for (int kernel = 0; kernel < kernels; kernel++)
                parts[kernel].Add(clock.Of(kernel).TotalSeconds);
            packing.Add(clock.Packing.TotalSeconds);
            rest.Add(seconds - packing[^1] - parts.Sum(part => part[^1]));
            return seconds;
        }
    }

    public void Dispose() => Network.Dispose();
}

/// <summary>Medians over the calls, in seconds.</summary>
/// <param name="Kernels">Of each kernel; 0 if it did not run.</param>
/// <param name="Packing">Of copying weights into the kernels' layouts.</param>
/// <param name="Rest">Of everything else.</param>
/// <param name="Total">Of the whole call.</param>
/// <param name="PeakMultiplyAdds">Multiply-adds a second that the machine can do.</param>
internal sealed record KernelTimes(IReadOnlyList<double> Kernels, double Packing, double Rest, double Total, double PeakMultiplyAdds);
