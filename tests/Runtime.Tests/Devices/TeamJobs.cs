using Kiln.Devices;

namespace Kiln.Tests.Devices;

/// <summary>Counts how often each unit runs.</summary>
internal sealed class CountingJob(int units) : TeamJob
{
    private int highestWorker;

    public int[] Counts { get; } = new int[units];

    public int[] Parts { get; } = new int[units];

    public int Failing { get; init; } = -1;

    /// <summary>The units that were given together with the failing one and come after it.</summary>
    public Range LeftOut { get; private set; }

    public int HighestWorker => highestWorker;

    protected internal override void RunPart(int part, int from, int to, int worker)
    {
        for (int unit = from; unit < to; unit++)
        {
            if (unit == Failing)
            {
                LeftOut = unit..to;
                throw new ArithmeticException($"unit {unit}");
            }

            Interlocked.Increment(ref Counts[unit]);
            Parts[unit] = part;
        }

        int seen;
        while (worker > (seen = Volatile.Read(ref highestWorker)) && Interlocked.CompareExchange(ref highestWorker, worker, seen) != seen)
        {
        }
    }
}

/// <summary>Notices when a round's units run outside it, in another round, or not once.</summary>
internal sealed class RoundJob : TeamJob
{
    private readonly int[] counts = new int[16];
    private int open = -1;
    private int units;

    public string? Problem { get; private set; }

    public void Open(int part, int units)
    {
        Array.Clear(counts);
        this.units = units;
        Volatile.Write(ref open, part);
    }

    public void Close()
    {
        if (!Enumerable.Range(0, counts.Length).All(unit => counts[unit] == (unit < units ? 1 : 0)))
            Problem = $"round {open}: {string.Join(' ', counts)} of {units}";
        Volatile.Write(ref open, -1);
    }

    protected internal override void RunPart(int part, int from, int to, int worker)
    {
        if (part != Volatile.Read(ref open) || to > units)
            Problem = $"units {from} to {to} of round {part} ran in round {open} of {units}";
        for (int unit = from; unit < to; unit++)
            Interlocked.Increment(ref counts[unit]);
    }
}

/// <summary>The second thread stays in the middle of its first units until all others are done, which the first must do.</summary>
internal sealed class HeldUpJob(int units) : TeamJob
{
    private readonly ManualResetEventSlim arrived = new();
    private int done;
    private int calls;

    public int Done => done;

    public int Calls => calls;

    protected internal override void RunPart(int part, int from, int to, int worker)
    {
        Interlocked.Increment(ref calls);
        if (worker == 0)
        {
            arrived.Wait();
        }
        else
        {
            arrived.Set();
            Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref done) == units - (to - from), TimeSpan.FromSeconds(30)));
        }

        Interlocked.Add(ref done, to - from);
    }
}

/// <summary>Throws whatever it is given.</summary>
internal sealed class ThrowingJob : TeamJob
{
    protected internal override void RunPart(int part, int from, int to, int worker) => throw new NotSupportedException();
}

/// <summary>Runs until it is told to end.</summary>
internal sealed class WaitingJob : TeamJob, IDisposable
{
    public ManualResetEventSlim Begun { get; } = new();

    public ManualResetEventSlim MayEnd { get; } = new();

    public void Dispose()
    {
        Begun.Dispose();
        MayEnd.Dispose();
    }

    protected internal override void RunPart(int part, int from, int to, int worker)
    {
        Begun.Set();
        MayEnd.Wait();
    }
}

/// <summary>Every unit waits until all threads have one.</summary>
internal sealed class ThreadsJob(int threads) : TeamJob, IDisposable
{
    private readonly Barrier barrier = new(threads);

    public List<Thread> Workers { get; } = [];

    public void Dispose() => barrier.Dispose();

    protected internal override void RunPart(int part, int from, int to, int worker)
    {
        barrier.SignalAndWait();
        if (worker == 0)
            return;
        lock (Workers)
            Workers.Add(Thread.CurrentThread);
    }
}

/// <summary>Uses the team that runs it.</summary>
internal sealed class NestingJob(WorkerTeam team) : TeamJob
{
    protected internal override void RunPart(int part, int from, int to, int worker) => team.Run(new CountingJob(2), 0, 2);
}
