using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Kiln.Devices;

/// <summary>A fixed number of threads that share the units of a job, then wait for the next one.</summary>
/// <remarks>
/// A training step is some twenty kernels of a fraction of a millisecond each. Waiting threads therefore spin for a moment before they
/// sleep: handing over a job costs about a microsecond, where the thread pool takes tens. Nothing is allocated by a run.
/// Units are handed out as threads become free, and no result may depend on who runs them.
/// Other programs take processors away at any time, so the caller waits for nobody who has not begun: it does what is left by itself.
/// </remarks>
public sealed class WorkerTeam : IDisposable
{
    private readonly Core core;

    /// <summary>Starts the threads.</summary>
    /// <param name="threads">How many work at once, the caller included; 0 for one a processor. Threads beyond the processors would only
    /// wait for each other, so none are started for them.</param>
    public WorkerTeam(int threads = 0)
        : this(threads, Environment.ProcessorCount)
    {
    }

    /// <summary>For tests, which want more threads than this machine has processors.</summary>
    internal WorkerTeam(int threads, int processors)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        Threads = threads == 0 ? processors : threads;
        core = new Core(Math.Min(Threads, processors));
    }

    /// <summary>Lets the threads of a forgotten team end; a team whose constructor threw has none.</summary>
    ~WorkerTeam() => core?.Stop();

    /// <summary>How many threads work at once if there are as many processors, the caller included.</summary>
    public int Threads { get; }

    /// <summary>Runs all units of one part of a job and returns when they are done. One caller at a time.</summary>
    /// <param name="job">The job. If it throws, the rest of those units is left out, all others still run, and one of the exceptions is
    /// thrown here. If one thread runs everything, the exception ends the job.</param>
    /// <param name="part">Which part of it.</param>
    /// <param name="units">How many units it has; none is fine.</param>
    /// <exception cref="InvalidOperationException">Another thread, or the job itself, uses the team already.</exception>
    /// <exception cref="ObjectDisposedException">The threads have ended.</exception>
    public void Run(TeamJob job, int part, int units) => Run(job, part, 0, units);

    /// <summary>Runs some units of one part of a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="part">Which part of it.</param>
    /// <param name="first">The first unit.</param>
    /// <param name="units">How many.</param>
    internal void Run(TeamJob job, int part, int first, int units)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (units <= 0)
            return;

        core.Run(job, part, first, units);

        // The job may be an optimizer, which does not hold on to the team: were this the last use of a network, its finalizer could
        // end the threads in the middle of the job.
        GC.KeepAlive(this);
    }

    /// <summary>Ends the threads, after the job that is running if there is one.</summary>
    public void Dispose()
    {
        core.Stop();
        GC.SuppressFinalize(this);
    }

    /// <summary>What the threads hold on to; the team itself stays collectable.</summary>
    /// <remarks>
    /// A round is one run of a job. Its ticket is one number, which holds the number of the round, how many units were taken from the front, and how many
    /// nobody has taken yet. Whoever wants units reads the ticket, then the fields that describe the round, and takes units by changing the ticket,
    /// if it is still what it was. It cannot be once the round is over, since its last state is that nothing is left, and a later round
    /// has another number; so a thread that comes late, or is interrupted in the middle, cannot act on fields that changed meanwhile.
    /// (After sixteen million rounds numbers repeat; a thread would have to be interrupted for exactly as many, and find as many units taken.)
    /// The caller takes units from the front and the others from the back: in one round after the other a thread does the same part of a map, which its caches
    /// still hold.
    /// </remarks>
    private sealed class Core
    {
        private const int Idle = 0;
        private const int Running = 1;
        private const int Stopped = 2;

        /// <summary>Bits of a ticket for the units that are left, and as many for those that were taken from the front.</summary>
        private const int CountBits = 20;

        /// <summary>The most units of a round; a job of more takes several.</summary>
        private const int MostUnits = (1 << CountBits) - 1;

        /// <summary>How long a thread spins before it gives the processor to others: 50 microseconds.</summary>
        private static readonly long SpinTicks = Stopwatch.Frequency / 20_000;

        /// <summary>How long a thread works before it lets others have the processor: 2 milliseconds, half of a usual time slice.</summary>
        private static readonly long TurnTicks = Stopwatch.Frequency / 500;

        private readonly int threads;
        private readonly AutoResetEvent[] wakeups;
        private readonly int[] asleep;
        private TeamJob? job;
        private int part;
        private int offset;
        private long ticket;
        private int unfinished;
        private int state;
        private ExceptionDispatchInfo? failure;

        internal Core(int threads)
        {
            this.threads = threads;
            wakeups = new AutoResetEvent[threads];
            asleep = new int[threads];
            for (int worker = 1; worker < threads; worker++)
            {
                wakeups[worker] = new AutoResetEvent(false);
                int number = worker;
                new Thread(() => Work(number)) { IsBackground = true, Name = $"Kiln worker {number}" }.Start();
            }
        }

        private bool IsStopped => Volatile.Read(ref state) == Stopped;

        private bool HasUnits => Left(Volatile.Read(ref ticket)) != 0;

        internal void Run(TeamJob next, int nextPart, int nextFirst, int nextUnits)
        {
            int before = Interlocked.CompareExchange(ref state, Running, Idle);
            ObjectDisposedException.ThrowIf(before == Stopped, typeof(WorkerTeam));
            if (before == Running)
                throw new InvalidOperationException("the team is running a job already; use one network per thread");

            try
            {
                if (threads == 1 || nextUnits == 1)
                    next.RunPart(nextPart, nextFirst, nextFirst + nextUnits, 0);
                else
                    for (int first = 0; first < nextUnits; first += MostUnits)
                        RunRound(next, nextPart, nextFirst + first, Math.Min(MostUnits, nextUnits - first));
            }
            finally
            {
                Volatile.Write(ref state, Idle);
            }
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

            for (int worker = 1; worker < threads; worker++)
                wakeups[worker].Set();
        }

        /// <summary>How many units of a ticket nobody has taken.</summary>
        private static int Left(long ticket) => (int)ticket & MostUnits;

        /// <summary>How many units of a ticket were taken from the front.</summary>
        private static int Taken(long ticket) => (int)(ticket >> CountBits) & MostUnits;

        private void RunRound(TeamJob next, int nextPart, int firstUnit, int nextUnits)
        {
            (job, part, offset, unfinished) = (next, nextPart, firstUnit, nextUnits);

            // A full fence: either a thread about to sleep sees the ticket, or it is seen asleep here.
            Interlocked.Exchange(ref ticket, (((ticket >> (2 * CountBits)) + 1) << (2 * CountBits)) | (uint)nextUnits);
            for (int worker = 1; worker < threads; worker++)
                if (Volatile.Read(ref asleep[worker]) == 1 && Interlocked.Exchange(ref asleep[worker], 0) == 1)
                    wakeups[worker].Set();

            while (TakeUnits(0))
            {
            }

            AwaitOthers();
            job = null;
            ExceptionDispatchInfo? thrown = failure;
            failure = null;
            thrown?.Throw();
        }

        /// <summary>Waits for those who are in the middle of units.</summary>
        /// <remarks>It yields but never sleeps. A sleeper's processor would look free to the operating system, which would move the other thread
        /// there and leave both on one processor while another program has the second to itself.</remarks>
        private void AwaitOthers()
        {
            if (Volatile.Read(ref unfinished) == 0)
                return;

            long start = Stopwatch.GetTimestamp();
            while (Volatile.Read(ref unfinished) != 0)
            {
                if (Stopwatch.GetTimestamp() - start < SpinTicks)
                    Thread.SpinWait(8);
                else
                    Thread.Yield();
            }
        }

        private void Work(int worker)
        {
            long turn = Stopwatch.GetTimestamp();
            while (!IsStopped)
            {
                if (TakeUnits(worker))
                {
                    // Between units nobody waits for this thread. If another program wants the processor, it should have it now: were the
                    // thread interrupted in the middle of a unit, the whole team would stand still for a time slice.
                    if (Stopwatch.GetTimestamp() - turn < TurnTicks)
                        continue;
                    Thread.Yield();
                }
                else
                {
                    if (SpinForUnits())
                        continue;
                    Sleep(worker);
                }

                turn = Stopwatch.GetTimestamp();
            }
        }

        private bool SpinForUnits()
        {
            long start = Stopwatch.GetTimestamp();
            while (!HasUnits && !IsStopped)
            {
                if (Stopwatch.GetTimestamp() - start >= SpinTicks)
                    return false;
                Thread.SpinWait(8);
            }

            return true;
        }

        private void Sleep(int worker)
        {
            Interlocked.Exchange(ref asleep[worker], 1);
            if (!HasUnits && !IsStopped)
                wakeups[worker].WaitOne();

            Interlocked.Exchange(ref asleep[worker], 0);
        }

        /// <summary>Runs some of the units that nobody has taken: as many as one thread's share of them, so fewer and fewer, and all threads finish
        /// at about the same time.</summary>
        /// <remarks>Smaller helpings cost a training step some two percent, since kernels do work per call.</remarks>
        /// <returns>Whether there were any.</returns>
        private bool TakeUnits(int worker)
        {
            while (true)
            {
                long seen = Volatile.Read(ref ticket);
                int left = Left(seen);
                if (left == 0)
                    return false;

                // These may belong to a later round already, but then the exchange fails.
                (TeamJob? taken, int takenPart, int from) = (job, part, offset + Taken(seen));
                int count = Math.Max(1, left / threads);
                if (worker != 0)
                    from += left - count;

                long next = seen - count + (worker == 0 ? (long)count << CountBits : 0);
                if (Interlocked.CompareExchange(ref ticket, next, seen) != seen)
                    continue;

                try
                {
                    taken!.RunPart(takenPart, from, from + count, worker);
                }
                catch (Exception error)
                {
                    failure = ExceptionDispatchInfo.Capture(error);
                }

                // The round may be over from here on.
                Interlocked.Add(ref unfinished, -count);
                return true;
            }
        }
    }
}
