using System.Globalization;
using System.Reflection;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Kiln.Bench.Benchmarks;

/// <summary>A speed, from the mean time and the benchmark's <see cref="WorkAttribute"/>.</summary>
/// <param name="name">The column's heading.</param>
/// <param name="speed">The speed, from the work of a call and its seconds.</param>
internal sealed class SpeedColumn(string name, Func<WorkAttribute, double, double> speed) : IColumn
{
    public string Id => name;

    public string ColumnName => name;

    public string Legend => $"{name} by the definition of the layers, from the mean time";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => GetValue(summary, benchmarkCase, SummaryStyle.Default);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style)
    {
        WorkAttribute work = benchmarkCase.Descriptor.Type.GetCustomAttribute<WorkAttribute>()!;
        return summary[benchmarkCase]?.ResultStatistics is { } times ? speed(work, 1e-9 * times.Mean).ToString("F1", CultureInfo.InvariantCulture) : "?";
    }

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;
}
