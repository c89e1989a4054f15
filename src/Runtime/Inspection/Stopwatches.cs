using System.Diagnostics;

namespace Kiln.Inspection;

/// <summary>Times calls.</summary>
public static class Stopwatches
{
    /// <summary>Seconds of one call.</summary>
    /// <param name="call">The call.</param>
    public static double Time(Action call)
    {
        long start = Stopwatch.GetTimestamp();
        call();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>The middle one of some times, of an even number the mean of the middle two.</summary>
    /// <param name="times">At least one.</param>
    public static double Median(IEnumerable<double> times)
    {
        double[] sorted = [.. times.Order()];
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }
}
