using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Environments;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Kiln.Bench.Peers;
using Kiln.Inspection;
using Kiln.Numerics;
using Perfolizer.Horology;
using System.Runtime.Intrinsics;

namespace Kiln.Bench.Benchmarks;

/// <summary>Every benchmark with AVX2 as the baseline, with AVX-512 where the processor has it, and without either: the portable path.</summary>
internal sealed class BenchmarkConfig : ManualConfig
{
    private const string Portable = "portable";
    private const string Narrow = "AVX2";
    private const string Wide = "AVX-512";

    private const int LongestName = 60;

    public BenchmarkConfig()
    {
        Add(DefaultConfig.Instance);
        WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(LongestName));
        Job job = Job.Default.WithRuntime(CoreRuntime.Core10_0).WithWarmupCount(3).WithIterationCount(10).WithMinIterationTime(TimeInterval.FromMilliseconds(100));
#if TORCHSHARP
        job = job.WithArguments([new MsBuildArgument("/p:TorchSharp=true")]);
#endif
        AddJob(job.WithId(Narrow).WithEnvironmentVariable(VectorWidth.EnvironmentVariable, "256").AsBaseline());
        if (Vector512.IsHardwareAccelerated)
            AddJob(job.WithId(Wide).WithEnvironmentVariable(VectorWidth.EnvironmentVariable, "512"));

        AddJob(job.WithId(Portable).WithEnvironmentVariable("DOTNET_EnableAVX2", "0"));
        AddFilter(new SimpleFilter(IsWanted));
        AddColumn(new SpeedColumn("images/s", (work, seconds) => work.Images / seconds));
        AddColumn(new SpeedColumn("GFLOP/s", (work, seconds) => 2e-9 * work.MultiplyAdds / seconds));
        AddColumn(new SpeedColumn("% of peak", (work, seconds) => 100 * work.MultiplyAdds / seconds / Peak.Value));
    }

    /// <summary>Multiply-adds a second that the machine can do in its widest vectors, whatever the job.</summary>
    private static Lazy<double> Peak { get; } = new(MeasurePeak);

    private static double MeasurePeak()
    {
        const int Rounds = 500;
        using MultiplyAddPeak peak = new(ForwardBenchmark.Threads);
        return peak.MultiplyAdds / Stopwatches.Median([.. Enumerable.Range(0, Rounds).Select(_ => peak.Measure())]);
    }

    /// <summary>The settings of the jobs do not reach native code, and VGG-VD-16 takes minutes without vectors.</summary>
    private static bool IsWanted(BenchmarkCase benchmark) =>
        benchmark.Descriptor.WorkloadMethod.Name == nameof(ForwardBenchmark.OnnxRuntime) ? benchmark.Job.Id == Narrow
            : benchmark.Descriptor.WorkloadMethod.Name == "TorchSharp" ? benchmark.Job.Id == Narrow && TorchSharpPeer.WhyLeftOut is null
            : benchmark.Job.Id != Portable || (benchmark.Descriptor.Type != typeof(Vgg16Forward) && benchmark.Descriptor.Type != typeof(Vgg16Kernels));
}
