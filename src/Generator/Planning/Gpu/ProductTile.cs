using System;
using System.Collections.Generic;
using System.Linq;

namespace Kiln.Generator.Planning.Gpu;

/// <summary>How large a product is: rows times columns of results, each a sum over the depth.</summary>
/// <param name="Rows">Rows of a call of the nominal size.</param>
/// <param name="Columns">Columns of a group.</param>
/// <param name="Depth">Multiply-adds of one result, of a call of the nominal size.</param>
/// <param name="Groups">Independent products of that size.</param>
/// <param name="MostSplits">How many parts a sum may be divided into.</param>
internal sealed record ProductSize(double Rows, int Columns, double Depth, int Groups, int MostSplits = 1);

/// <summary>How a group of threads computes a part of a product: every thread has a block of results in its registers, and slices of both operands lie in shared memory.</summary>
/// <param name="RowThreads">Threads along the rows.</param>
/// <param name="ColumnThreads">Threads along the columns.</param>
/// <param name="ThreadRows">Rows of a thread: 4 or 8.</param>
/// <param name="ThreadColumns">Columns of a thread: 4 or 8.</param>
/// <param name="Depth">Depth of a slice.</param>
/// <param name="Splits">Parts that a sum is divided into.</param>
/// <param name="Reason">Why, for the remark.</param>
internal sealed record ProductTile(int RowThreads, int ColumnThreads, int ThreadRows, int ThreadColumns, int Depth, int Splits, string Reason)
{
    /// <summary>Lengths of the sides of a thread's block.</summary>
    private static readonly int[] Sides = [4, 8];

    public int Threads => RowThreads * ColumnThreads;

    public int Rows => RowThreads * ThreadRows;

    public int Columns => ColumnThreads * ThreadColumns;

    /// <summary>Two slices of each operand: one is multiplied while the next is written. Rows of four more floats keep threads off each other's banks.</summary>
    public int SharedBytes => 2 * Depth * (Rows + 4 + Columns + 4) * sizeof(float);

    /// <summary>Registers of a thread: the block, a column and a row of operands, the next slice on its way, and addresses.</summary>
    public int Registers => (ThreadRows * ThreadColumns) + ThreadRows + ThreadColumns + (((Rows + Columns) * Depth + Threads - 1) / Threads) + 40;

    /// <summary>The cheapest of all tiles that fit.</summary>
    public static ProductTile Choose(ProductSize size)
    {
        (ProductTile tile, double cycles) best = Candidates(size).Select(tile => (tile, Cycles(size, tile))).OrderBy(pair => pair.Item2).First();
        return best.tile with
        {
            Reason = FormattableString.Invariant(
                $"A group of {best.tile.Threads} threads computes {best.tile.Rows} rows of {best.tile.Columns} results, {best.tile.ThreadRows}×{best.tile.ThreadColumns} a thread, in slices of {best.tile.Depth}{(best.tile.Splits > 1 ? FormattableString.Invariant($", {best.tile.Splits} parts a sum") : "")}: {best.cycles / 1000:0} thousand cycles for {GpuLimits.NominalImages} images, the least of all that fit, at {Useful(size) / best.cycles:P0} of the peak."),
        };
    }

    /// <summary>Cycles at the peak.</summary>
    private static double Useful(ProductSize size) =>
        size.Rows * size.Columns * size.Depth * size.Groups / (GpuLimits.MultiplyAddsPerCycle * (double)GpuLimits.Multiprocessors);

    private static IEnumerable<ProductTile> Candidates(ProductSize size) =>
        from threadColumns in Sides
        let most = (size.Columns + threadColumns - 1) / threadColumns
        from columnThreads in new[] { 1, 2, 4, 8, 16, most, (most + 1) / 2, (most + 2) / 3 }.Where(count => count <= Math.Min(most, 32)).Distinct()
        from threadRows in Sides
        from rowThreads in new[] { 1, 2, 4, 8, 16, 32, 64 }
        from depth in new[] { 8, 16, 32 }
        from splits in new[] { 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512 }.Where(count => count <= size.MostSplits)
        let tile = new ProductTile(rowThreads, columnThreads, threadRows, threadColumns, depth, splits, "")
        where tile.Threads is >= GpuLimits.Warp and <= 256 && tile.SharedBytes <= GpuLimits.SharedBytes && tile.Registers <= GpuLimits.ThreadRegisters
        select tile;

    /// <summary>Cycles of all groups, on multiprocessors that each take as many at a time as their registers and shared memory hold.</summary>
    private static double Cycles(ProductSize size, ProductTile tile)
    {
        double groups = Math.Ceiling(size.Rows / tile.Rows) * Math.Ceiling((double)size.Columns / tile.Columns) * size.Groups * tile.Splits;
        double warps = Math.Ceiling((double)tile.Threads / GpuLimits.Warp), slices = Math.Ceiling(size.Depth / tile.Splits / tile.Depth);

        // Instructions of a warp for one step of the depth: multiply-adds, loads of four from shared memory (which take two turns), and a share of the loop.
        double block = tile.ThreadRows * tile.ThreadColumns, reads = (tile.ThreadRows + tile.ThreadColumns) / 4.0;
        double instructions = warps * (block + reads + 2), shared = warps * reads * 2.5;

        // Loads of the next slice, a number each, with their addresses and stores.
        double loads = (tile.Rows + tile.Columns) / (double)GpuLimits.Warp * 10;
        double each = Math.Max((instructions + loads) / 4, shared) * tile.Depth;

        int resident = Math.Min(
            Math.Min(GpuLimits.MultiprocessorSharedBytes / tile.SharedBytes, GpuLimits.MultiprocessorRegisters / (tile.Registers * (int)warps * GpuLimits.Warp)),
            Math.Min(32, GpuLimits.MultiprocessorThreads / (int)(warps * GpuLimits.Warp)));
        double perProcessor = Math.Ceiling(groups / GpuLimits.Multiprocessors), together = Math.Min(resident, perProcessor);

        // Groups that run together share the instructions, and each waits for its loads once a slice.
        double round = Math.Max(together * each / Math.Min(1, together * warps / GpuLimits.BusyWarps), GpuLimits.SliceLatency);
        double arithmetic = Math.Ceiling(perProcessor / together) * ((slices * round) + GpuLimits.GroupLatency);
        double bytes = groups * slices * tile.Depth * (tile.Rows + tile.Columns) * sizeof(float) / GpuLimits.CacheBytesPerCycle;
        double parts = tile.Splits > 1 ? GpuLimits.GroupLatency + (2 * tile.Splits * (double)size.Columns * size.Rows * size.Groups * sizeof(float) / GpuLimits.CacheBytesPerCycle) : 0;
        return Math.Max(arithmetic, bytes) + parts;
    }
}
