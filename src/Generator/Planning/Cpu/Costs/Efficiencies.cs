using System.Collections.Generic;

namespace Kiln.Generator.Planning.Cpu.Costs;

/// <summary>What emitted kernels reach on a machine, by measurement.</summary>
/// <param name="MultiplyAddsPerLane">The most multiply-adds a second of two threads in one lane of their vectors.</param>
/// <param name="OwnCacheSpeed">Bytes a second that two threads read and write in their own caches.</param>
/// <param name="SharedCacheSpeed">The same in the cache that they share.</param>
/// <param name="MemorySpeed">The same in memory.</param>
/// <param name="WeightsSpeed">Bytes a second of weights from memory.</param>
/// <param name="FetchedWeightsSpeed">The same of kernels that fetch them ahead of their use.</param>
/// <param name="HandOver">Seconds to hand a kernel's units to the threads and to gather them.</param>
/// <param name="Shares">The share of the multiply-add peak that each family comes to, in the order of <see cref="KernelFamily"/>.</param>
internal sealed partial record Efficiencies(
    double MultiplyAddsPerLane,
    double OwnCacheSpeed,
    double SharedCacheSpeed,
    double MemorySpeed,
    double WeightsSpeed,
    double FetchedWeightsSpeed,
    double HandOver,
    IReadOnlyList<double> Shares)
{
    /// <summary>The share of a family.</summary>
    public double Of(KernelFamily family) => Shares[(int)family];
}
