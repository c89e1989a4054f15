using Kiln.Devices;

namespace Kiln.Tests.Devices;

public class WorkerTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(16)]
    public void Every_unit_runs_exactly_once(int threads)
    {
        using WorkerTeam team = Team(threads);
        foreach (int units in Enumerable.Range(0, 40).Append(1000))
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
        using WorkerTeam team = Team(threads);
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

    /// <summary>Rounds so short that most threads come late to most of them, or are interrupted between reading a round and taking units.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(9)]
    public void Threads_that_come_late_do_nothing(int threads)
    {
        using WorkerTeam team = Team(threads);
        RoundJob[] jobs = [.. Enumerable.Range(0, 3).Select(_ => new RoundJob())];
        for (int round = 0; round < 100_000; round++)
        {
            RoundJob job = jobs[round % jobs.Length];
            int units = 1 + (round * 7 % 13);
            job.Open(part: round, units);
            team.Run(job, round, units);
            job.Close();
        }

        Assert.All(jobs, job => Assert.Null(job.Problem));
    }

    [Fact]
    public void A_thread_that_is_held_up_leaves_the_units_to_the_others()
    {
        using WorkerTeam team = Team(2);
        HeldUpJob job = new(units: 100);
        team.Run(job, 0, 100);
        Assert.Equal(100, job.Done);
        Assert.True(job.Calls > 2, "each thread got its half at once");
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(3, 8)]
    public void An_exception_arrives_and_the_team_goes_on(int threads, int unit)
    {
        using WorkerTeam team = Team(threads);
        CountingJob job = new(9) { Failing = unit };
        Assert.Equal($"unit {unit}", Assert.Throws<ArithmeticException>(() => team.Run(job, 0, 9)).Message);

        CountingJob next = new(9);
        team.Run(next, 0, 9);
        Assert.All(next.Counts, count => Assert.Equal(1, count));
    }

    [Fact]
    public void The_other_units_of_a_job_that_throws_still_run()
    {
        using WorkerTeam team = Team(3);
        for (int failing = 0; failing < 9; failing++)
        {
            CountingJob job = new(9) { Failing = failing };
            Assert.Throws<ArithmeticException>(() => team.Run(job, 0, 9));
            Assert.Equal(Enumerable.Range(0, 9).Select(unit => unit >= job.LeftOut.Start.Value && unit < job.LeftOut.End.Value ? 0 : 1), job.Counts);
        }
    }

    [Fact]
    public void A_job_of_more_units_than_a_round_takes_several()
    {
        using WorkerTeam team = Team(3);
        CountingJob job = new((1 << 21) + 5);
        team.Run(job, 0, job.Counts.Length);
        Assert.DoesNotContain(job.Counts, count => count != 1);
    }

    [Fact]
    public void A_job_may_throw_on_all_threads()
    {
        using WorkerTeam team = Team(3);
        for (int round = 0; round < 1000; round++)
            Assert.Throws<NotSupportedException>(() => team.Run(new ThrowingJob(), 0, 9));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_run_allocates_nothing(int threads)
    {
        using WorkerTeam team = Team(threads);
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
        WorkerTeam team = Team(3);
        using ThreadsJob job = new(3);
        team.Run(job, 0, 3);
        team.Dispose();
        team.Dispose();
        Assert.Equal(2, job.Workers.Count);
        Assert.All(job.Workers, worker => Assert.True(worker.Join(TimeSpan.FromSeconds(30))));
        Assert.Throws<ObjectDisposedException>(() => team.Run(job, 0, 3));
    }

    [Fact]
    public void Threads_beyond_the_processors_do_not_take_part()
    {
        using WorkerTeam team = new(threads: 8, processors: 2);
        Assert.Equal(8, team.Threads);
        CountingJob job = new(100);
        for (int round = 0; round < 100; round++)
            team.Run(job, 0, 100);
        Assert.True(job.HighestWorker < 2);
        Assert.All(job.Counts, count => Assert.Equal(100, count));
    }

    /// <summary>Also where one thread runs everything, and where there is one unit.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 5)]
    [InlineData(2, 1)]
    [InlineData(2, 5)]
    public void A_job_that_uses_its_own_team_is_refused(int threads, int units)
    {
        using WorkerTeam team = Team(threads);
        NestingJob job = new(team);
        Assert.Throws<InvalidOperationException>(() => team.Run(job, 0, units));
        team.Run(new CountingJob(4), 0, 4);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 5)]
    [InlineData(2, 1)]
    [InlineData(2, 5)]
    public void A_second_caller_is_refused(int threads, int units)
    {
        using WorkerTeam team = Team(threads);
        using WaitingJob job = new();
        Thread first = new(() => team.Run(job, 0, units));
        first.Start();
        job.Begun.Wait();
        try
        {
            Assert.Throws<InvalidOperationException>(() => team.Run(new CountingJob(units), 0, units));
        }
        finally
        {
            job.MayEnd.Set();
            first.Join();
        }

        CountingJob next = new(4);
        team.Run(next, 0, 4);
        Assert.All(next.Counts, count => Assert.Equal(1, count));
    }

    [Fact]
    public void A_negative_number_of_threads_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerTeam(-1));
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    /// <summary>A team with that many threads, whatever the machine.</summary>
    private static WorkerTeam Team(int threads) => new(threads, processors: threads);
}
