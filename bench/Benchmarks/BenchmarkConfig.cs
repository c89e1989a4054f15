using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Environments;
using BenchmarkDotNet.Jobs;

namespace Kiln.Bench.Benchmarks;

/// <summary>Every benchmark with AVX2 and, as the portable baseline, without.</summary>
internal sealed class BenchmarkConfig : ManualConfig
{
    public BenchmarkConfig()
    {
        Add(DefaultConfig.Instance);
        AddJob(Job.ShortRun.WithId("AVX2").WithRuntime(CoreRuntime.Core10_0).AsBaseline());
        AddJob(Job.ShortRun.WithId("portable").WithRuntime(CoreRuntime.Core10_0).WithEnvironmentVariable("DOTNET_EnableAVX2", "0"));
        AddColumn(new SpeedColumn("images/s", (work, seconds) => work.Images / seconds));
        AddColumn(new SpeedColumn("GFLOP/s", (work, seconds) => 2e-9 * work.MultiplyAdds / seconds));
    }
}
