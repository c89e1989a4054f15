using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Kiln.Devices;

/// <summary>A fixed number of threads that share the units of a job, then wait for the next one.</summary>
/// <remarks>
/// A training step is some ten kernels of a fraction of a millisecond each. Waiting threads therefore spin for a moment before they
/// sleep: handing over a job costs about a microsecond, where the thread pool takes tens. Nothing is allocated by a run.
/// The division of units is fixed, and no result may depend on it.
/// </remarks>
public sealed class WorkerTeam : IDisposable
{
    private readonly Core core;

    /// <summary>Starts the threads.</summary>
    /// <param name="threads">How many work at once, the caller included; 0 for one a processor.</param>
    public WorkerTeam(int threads = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        core = new Core(threads == 0 ? Environment.ProcessorCount : threads);
    }

    /// <summary>Lets the threads of a forgotten team end; a team whose constructor threw has none.</summary>
    ~WorkerTeam() => core?.Stop();

    /// <summary>How many threads work at once, the caller included.</summary>
    public int Threads => core.Threads;

    /// <summary>Runs all units of one part of a job and returns when they are done. One caller at a time.</summary>
    /// <param name="job">The job. If it throws, the other threads still finish their units; one of the exceptions is thrown here.</param>
    /// <param name="part">Which part of it.</param>
    /// <param name="units">How many units it has; none is fine.</param>
    /// <exception cref="InvalidOperationException">Another thread, or the job itself, uses the team already.</exception>
    /// <exception cref="ObjectDisposedException">The threads have ended.</exception>
    public void Run(TeamJob job, int part, int units)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (units <= 0)
            return;

        if (core.Threads == 1 || units == 1)
            job.RunPart(part, 0, units, 0);
        else
            core.Run(job, part, units);

        // The job may be a solver, which does not hold on to the team: were this the last use of a network, its finalizer could
        // end the threads in the middle of the job.
        GC.KeepAlive(this);
    }

    /// <summary>Ends the threads, behind the job that is running if there is one.</summary>
    public void Dispose()
    {
        core.Stop();
        GC.SuppressFinalize(this);
    }

    /// <summary>What the threads hold on to; the team itself stays collectable.</summary>
    private sealed class Core
    {
        private const int Idle = 0;
        private const int Running = 1;
        private const int Stopped = 2;

        private static readonly long SpinTicks = Stopwatch.Frequency / 20_000;

        private readonly AutoResetEvent[] wakeups;
        private readonly int[] asleep;
        private TeamJob? job;
        private int part;
        private int units;
        private int round;
        private int pending;
        private int state;
        private ExceptionDispatchInfo? failure;

        internal Core(int threads)
        {
            Threads = threads;
            wakeups = new AutoResetEvent[threads];
            asleep = new int[threads];
            for (int worker = 1; worker < threads; worker++)
            {
                wakeups[worker] = new AutoResetEvent(false);
                int number = worker;
                new Thread(() => Work(number)) { IsBackground = true, Name = $"Kiln worker {number}" }.Start();
            }
        }

        internal int Threads { get; }

        private bool IsStopped => Volatile.Read(ref state) == Stopped;

        internal void Run(TeamJob next, int nextPart, int nextUnits)
        {
            int before = Interlocked.CompareExchange(ref state, Running, Idle);
            ObjectDisposedException.ThrowIf(before == Stopped, typeof(WorkerTeam));
            if (before == Running)
                throw new InvalidOperationException("the team is running a job already; use one network a thread");

            (job, part, units) = (next, nextPart, nextUnits);
            Volatile.Write(ref pending, Threads - 1);
            Interlocked.Increment(ref round);
            for (int worker = 1; worker < Threads; worker++)
                if (Interlocked.Exchange(ref asleep[worker], 0) == 1)
                    wakeups[worker].Set();

            Share(0);
            SpinWait wait = default;
            while (Volatile.Read(ref pending) != 0)
                wait.SpinOnce(sleep1Threshold: -1);

            job = null;
            ExceptionDispatchInfo? thrown = failure;
            failure = null;
            Volatile.Write(ref state, Idle);
            thrown?.Throw();
        }

        internal void Stop()
        {
            SpinWait wait = default;
            while (true)
            {
                int before = Interlocked.CompareExchange(ref state, Stopped, Idle);
                if (before == Stopped)
                    return;
                if (before == Idle)
                    break;
                wait.SpinOnce();
            }

            for (int worker = 1; worker < Threads; worker++)
                wakeups[worker].Set();
        }

        private void Work(int worker)
        {
            int seen = 0;
            while (true)
            {
                WaitForRound(worker, seen);
                if (IsStopped)
                    return;

                seen = Volatile.Read(ref round);
                Share(worker);
                Interlocked.Decrement(ref pending);
            }
        }

        private void WaitForRound(int worker, int seen)
        {
            long start = Stopwatch.GetTimestamp();
            while (Volatile.Read(ref round) == seen && !IsStopped)
            {
                if (Stopwatch.GetTimestamp() - start < SpinTicks)
                {
                    Thread.SpinWait(8);
                    continue;
                }

                Interlocked.Exchange(ref asleep[worker], 1);
                if (Volatile.Read(ref round) == seen && !IsStopped)
                    wakeups[worker].WaitOne();

                Interlocked.Exchange(ref asleep[worker], 0);
                start = Stopwatch.GetTimestamp();
            }
        }

        private void Share(int worker)
        {
            int from = (int)((long)units * worker / Threads);
            int to = (int)((long)units * (worker + 1) / Threads);
            if (from == to)
                return;

            try
            {
                job!.RunPart(part, from, to, worker);
            }
            catch (Exception error)
            {
                failure = ExceptionDispatchInfo.Capture(error);
            }
        }
    }
}
