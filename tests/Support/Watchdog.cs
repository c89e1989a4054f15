using System.Diagnostics;

namespace Kiln.Tests.Support;

/// <summary>Does a row of things on a thread of its own, so that one that never ends fails a test instead of keeping it.</summary>
internal static class Watchdog
{
    /// <summary>A busy machine now and then stops a thread for seconds; what is slow by itself is slow every time.</summary>
    private const int Tries = 3;

    /// <summary>What takes so many times its limit is taken to be endless, on whatever machine.</summary>
    private const int Patience = 10;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    /// <summary>Does something with each of some cases.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="work">What to do with one, once or a few times.</param>
    /// <param name="name">What messages call one.</param>
    /// <param name="limit">The longest that one may take. It tells what ends from what does not, and is not a measure of speed.</param>
    public static void Each<T>(IEnumerable<T> cases, Action<T> work, Func<T, string> name, TimeSpan limit)
    {
        Running? running = null;
        Exception? failure = null;
        Thread thread = new(() =>
        {
            string current = "before the first case";
            try
            {
                foreach (T one in cases)
                {
                    current = name(one);
                    for (int tries = 1; ; tries++)
                    {
                        Running now = new(current, Stopwatch.GetTimestamp());
                        Volatile.Write(ref running, now);
                        work(one);
                        Volatile.Write(ref running, null);
                        if (now.Elapsed <= limit)
                            break;
                        if (tries == Tries)
                            throw new TimeoutException($"took more than {limit.TotalSeconds} s, {Tries} times");
                    }
                }
            }
            catch (Exception e)
            {
                failure = new InvalidOperationException($"{current}: {e.Message}", e);
            }
        }) { IsBackground = true };

        thread.Start();
        while (!thread.Join(Glance))
        {
            if (Volatile.Read(ref running) is { } now && now.Elapsed > Patience * limit)
                throw new TimeoutException($"{now.Name}: has not ended after {now.Elapsed.TotalSeconds:F0} s");
        }

        if (failure is not null)
            throw failure;
    }

    private sealed record Running(string Name, long Since)
    {
        public TimeSpan Elapsed => Stopwatch.GetElapsedTime(Since);
    }
}
