using System.Diagnostics;

namespace Kiln.Inspection;

/// <summary>Lets programs run in turns, a short block of calls each, so that whatever the machine does meanwhile hits all of them alike.</summary>
public static class Turns
{
    private const int LeastRounds = 5;

    /// <summary>How long one goes on before it is the next one's turn.</summary>
    public static readonly TimeSpan Block = TimeSpan.FromMilliseconds(25);

    /// <summary>Until the JIT compiler is done with the code.</summary>
    public static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.7);

    /// <summary>Threads of the one before spin for a moment after their last call; they would take the processors of the next.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>The work a second of each, from the median time of its calls.</summary>
    /// <param name="contestants">Who takes part.</param>
    /// <param name="time">How long to go on.</param>
    public static double[] Run(IReadOnlyList<Contestant> contestants, TimeSpan time)
    {
        foreach (Contestant contestant in contestants)
            Turn(contestant, WarmUp, []);

        List<double>[] times = [.. contestants.Select(_ => new List<double>())];
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < LeastRounds || Stopwatch.GetElapsedTime(start) < time; round++)
        {
            for (int i = 0; i < times.Length; i++)
                Turn(contestants[i], Block, times[i]);
        }

        return [.. contestants.Select((contestant, i) => contestant.Work / Stopwatches.Median(times[i]))];
    }

    /// <summary>One block of calls. The first brings its weights back into the caches and is not counted.</summary>
    /// <param name="contestant">Whose turn it is.</param>
    /// <param name="block">How long.</param>
    /// <param name="times">Gets the seconds of every call that counts.</param>
    public static void Turn(Contestant contestant, TimeSpan block, List<double> times)
    {
        Thread.Sleep(Pause);
        contestant.Call();
        long start = Stopwatch.GetTimestamp();
        do
            times.Add(contestant.Call());
        while (Stopwatch.GetElapsedTime(start) < block);
    }
}
