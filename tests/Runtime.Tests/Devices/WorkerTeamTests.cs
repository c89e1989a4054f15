using Kiln.Devices;

namespace Kiln.Tests.Devices;

public class WorkerTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Every_unit_runs_exactly_once(int threads)
    {
        using WorkerTeam team = new(threads);
        for (int units = 0; units <= 23; units++)
        {
            CountingJob job = new(units);
            team.Run(job, part: 4, units);
            Assert.All(job.Counts, count => Assert.Equal(1, count));
            Assert.All(job.Parts, part => Assert.Equal(4, part));
            Assert.True(job.HighestWorker < threads);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void A_team_is_used_thousands_of_times(int threads)
    {
        using WorkerTeam team = new(threads);
        CountingJob job = new(11);
        for (int round = 1; round <= 5000; round++)
        {
            // Now and then long enough for the threads to fall asleep.
            if (round % 1000 == 0)
                Thread.Sleep(5);
            team.Run(job, 0, 11);
            Assert.All(job.Counts, count => Assert.Equal(round, count));
        }
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(3, 8)]
    public void An_exception_arrives_and_the_team_goes_on(int threads, int unit)
    {
        using WorkerTeam team = new(threads);
        CountingJob job = new(9) { Failing = unit };
        Assert.Equal($"unit {unit}", Assert.Throws<ArithmeticException>(() => team.Run(job, 0, 9)).Message);

        CountingJob next = new(9);
        team.Run(next, 0, 9);
        Assert.All(next.Counts, count => Assert.Equal(1, count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_run_allocates_nothing(int threads)
    {
        using WorkerTeam team = new(threads);
        CountingJob job = new(8);
        team.Run(job, 0, 8);
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int round = 0; round < 100; round++)
                team.Run(job, 0, 8);
        }));
    }

    [Fact]
    public void Dispose_ends_the_threads()
    {
        WorkerTeam team = new(3);
        ThreadsJob job = new();
        team.Run(job, 0, 3);
        team.Dispose();
        team.Dispose();
        Assert.Equal(2, job.Workers.Count);
        Assert.All(job.Workers, worker => Assert.True(worker.Join(TimeSpan.FromSeconds(30))));
        Assert.Throws<ObjectDisposedException>(() => team.Run(job, 0, 3));
    }

    [Fact]
    public void A_second_caller_is_refused()
    {
        using WorkerTeam team = new(2);
        NestingJob job = new(team);
        Assert.Throws<InvalidOperationException>(() => team.Run(job, 0, 2));
        team.Run(new CountingJob(4), 0, 4);
    }

    [Fact]
    public void A_negative_number_of_threads_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerTeam(-1));
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private sealed class CountingJob(int units) : TeamJob
    {
        private int highestWorker;

        public int[] Counts { get; } = new int[units];

        public int[] Parts { get; } = new int[units];

        public int Failing { get; init; } = -1;

        public int HighestWorker => highestWorker;

        protected internal override void RunPart(int part, int from, int to, int worker)
        {
            for (int unit = from; unit < to; unit++)
            {
                if (unit == Failing)
                    throw new ArithmeticException($"unit {unit}");
                Interlocked.Increment(ref Counts[unit]);
                Parts[unit] = part;
            }

            int seen;
            while (worker > (seen = Volatile.Read(ref highestWorker)) && Interlocked.CompareExchange(ref highestWorker, worker, seen) != seen)
            {
            }
        }
    }

    private sealed class ThreadsJob : TeamJob
    {
        public List<Thread> Workers { get; } = [];

        protected internal override void RunPart(int part, int from, int to, int worker)
        {
            if (worker == 0)
                return;
            lock (Workers)
                Workers.Add(Thread.CurrentThread);
        }
    }

    private sealed class NestingJob(WorkerTeam team) : TeamJob
    {
        protected internal override void RunPart(int part, int from, int to, int worker) => team.Run(this, 0, 2);
    }
}
