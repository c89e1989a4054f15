using System;

namespace Kiln.Generator.Planning.Cpu.Costs;

/// <summary>Predicts how long a kernel takes on two threads.</summary>
/// <remarks>
/// Three times are added up as they overlap: that of the arithmetic, at the share of the multiply-add peak that the kernel's family was measured at; that of the bytes, each from the level that holds what
/// lies between its writing and its reading; and that of handing the kernel over. The longer of the first two hides most of the shorter.
/// </remarks>
/// <param name="table">What was measured.</param>
internal sealed class CostModel(Efficiencies table)
{
    /// <summary>Most of the 32 MB that the cores of the machine share. Decisions count on half of that: elsewhere others have a part of it.</summary>
    private const double SharedCacheBytes = 28 << 20;

    /// <summary>With the table of the machine that Kiln is measured on.</summary>
    public static CostModel Measured { get; } = new(Efficiencies.Measured);

    /// <summary>The time of a kernel in one call.</summary>
    /// <param name="cost">What it has to do.</param>
    /// <param name="images">Images of the call, 1 or more.</param>
    /// <param name="vectorBits">The width of vectors: 256 or 512.</param>
    /// <param name="allWeights">Bytes of the weights of all kernels: whether a call finds a kernel's in a cache depends on those that are read in between.</param>
    public KernelPrediction Predict(KernelCost cost, int images, int vectorBits, double allWeights)
    {
        int together = cost.Images == 0 ? images : Math.Min(cost.Images, images);
        double runs = Math.Ceiling((double)images / together), own = 0, shared = 0, memory = 0, weights = 0;
        double arithmetic = (double)images * cost.Work(vectorBits) / (table.MultiplyAddsPerLane * (vectorBits / 32) * table.Of(cost.Family));
        Move((double)cost.Near * images, (double)cost.Near * together);
        Move((double)cost.Far * images, (double)cost.Far * images);

        // The first run of a call finds weights where the call before has left them, the others where the run before has.
        if (allWeights > SharedCacheBytes)
            weights = cost.Weights / (cost.FetchesAhead ? table.FetchedWeightsSpeed : table.WeightsSpeed);
        else
            Move(cost.Weights, allWeights);

        Move(cost.Weights * (runs - 1), 2.0 * cost.Weights);
        own /= table.OwnCacheSpeed;
        shared /= table.SharedCacheSpeed;
        memory = (memory / table.MemorySpeed) + weights;
        double bytes = own + shared + memory, handOver = runs * table.HandOver;
        double seconds = handOver + Machine.Overlapped(arithmetic, bytes);
        return new KernelPrediction(seconds, Bound(cost.Family, arithmetic, own + shared, memory, handOver));

        void Move(double bytes, double between)
        {
            if (between > SharedCacheBytes)
                memory += bytes;
            else if (between > Machine.OwnCacheBytes)
                shared += bytes;
            else
                own += bytes;
        }
    }

    private static string Bound(KernelFamily family, double arithmetic, double caches, double memory, double handOver) =>
        handOver >= Math.Max(arithmetic, caches + memory) ? "hand-over"
        : arithmetic < caches + memory ? (memory > caches ? "memory" : "cache")
        : family <= KernelFamily.Together || family is KernelFamily.WinnersInput or KernelFamily.WinnersWeights or KernelFamily.Depthwise or KernelFamily.DepthwiseSums ? "multiply-adds"
        : "arithmetic";
}

/// <summary>What a kernel is expected to take.</summary>
/// <param name="Seconds">Above 0.</param>
/// <param name="Bound">What most of them go to: multiply-adds, other arithmetic, cache, memory or hand-over.</param>
internal readonly record struct KernelPrediction(double Seconds, string Bound);
