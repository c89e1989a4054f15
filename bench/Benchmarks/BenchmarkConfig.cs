using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Environments;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;

namespace Kiln.Bench.Benchmarks;

/// <summary>Every benchmark with AVX2 and, as the portable baseline, without.</summary>
internal sealed class BenchmarkConfig : ManualConfig
{
    private const string Portable = "portable";

    public BenchmarkConfig()
    {
        Add(DefaultConfig.Instance);
        Job job = Job.Default.WithRuntime(CoreRuntime.Core10_0).WithWarmupCount(5).WithIterationCount(15);
        AddJob(job.WithId("AVX2").AsBaseline());
        AddJob(job.WithId(Portable).WithEnvironmentVariable("DOTNET_EnableAVX2", "0"));
        AddFilter(new SimpleFilter(IsWanted));
        AddColumn(new SpeedColumn("images/s", (work, seconds) => work.Images / seconds));
        AddColumn(new SpeedColumn("GFLOP/s", (work, seconds) => 2e-9 * work.MultiplyAdds / seconds));
        AddColumn(new SpeedColumn("% of peak", (work, seconds) => 100 * work.MultiplyAdds / seconds / Peak.Value));
    }

    /// <summary>Multiply-adds a second that the machine can do with AVX2.</summary>
    private static Lazy<double> Peak { get; } = new(MeasurePeak);

    private static double MeasurePeak()
    {
        const int Rounds = 500;
        using FmaPeak peak = new(ForwardBenchmark.Threads);
        return peak.MultiplyAdds / Stopwatches.Median([.. Enumerable.Range(0, Rounds).Select(_ => peak.Measure())]);
    }

    /// <summary>The setting of the portable job does not reach native code, and VGG-VD-16 takes minutes there.</summary>
    private static bool IsWanted(BenchmarkCase benchmark) =>
        benchmark.Job.Id != Portable
        || (benchmark.Descriptor.WorkloadMethod.Name != nameof(ForwardBenchmark.OnnxRuntime) && benchmark.Descriptor.Type != typeof(Vgg16Forward));
}
