using System.Globalization;
using System.Reflection;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Kiln.Bench.Benchmarks;

/// <summary>What a call computes.</summary>
/// <param name="Images">Images.</param>
/// <param name="MultiplyAdds">Multiply-adds: of a network by the definition of its layers, of a kernel as many as it does.</param>
internal readonly record struct Work(int Images, double MultiplyAdds);

/// <summary>A speed, from the mean time and the benchmark's work.</summary>
/// <param name="name">The column's heading.</param>
/// <param name="speed">The speed, from the work of a call and its seconds.</param>
internal sealed class SpeedColumn(string name, Func<Work, double, double> speed) : IColumn
{
    public string Id => name;

    public string ColumnName => name;

    public string Legend => $"{name} from the mean time; multiply-adds of a network are counted by the definition of its layers, of a kernel as it does them";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => GetValue(summary, benchmarkCase, SummaryStyle.Default);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style)
    {
        if (summary[benchmarkCase]?.ResultStatistics is not { } times)
            return "?";

        double value = speed(WorkOf(benchmarkCase), 1e-9 * times.Mean);
        return value == 0 ? "" : value.ToString("F1", CultureInfo.InvariantCulture);
    }

    private static Work WorkOf(BenchmarkCase benchmarkCase)
    {
        Type type = benchmarkCase.Descriptor.Type;
        if (type.GetCustomAttribute<WorkAttribute>() is { } work)
            return new Work(work.Images, work.MultiplyAdds);

        KernelBenchmark kernels = (KernelBenchmark)Activator.CreateInstance(type)!;
        return new Work(kernels.Images, kernels.MultiplyAdds((string)benchmarkCase.Parameters[nameof(KernelBenchmark.Kernel)]));
    }

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;
}
