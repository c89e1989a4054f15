using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu.Costs;

namespace Kiln.Generator.Planning.Cpu.Fast;

/// <summary>Which convolutions take fewer multiplications in a transformed domain, and in which.</summary>
internal static class WinogradChoice
{
    /// <summary>Multiplications along a tile's side up to which single precision keeps five digits.</summary>
    private const int MostMultiplies = 6;

    /// <summary>How much cheaper it must be to be worth three passes over memory.</summary>
    private const double WorthIt = 0.75;

    /// <summary>Images of a call of a network that trains.</summary>
    public const int TypicalBatch = 100;

    /// <summary>Tiles a product needs to use every transformed filter more than once.</summary>
    private const int FewestTiles = 8;

    /// <summary>The cheapest algorithm for a convolution; null where the plain sum is as cheap.</summary>
    /// <param name="conv">The convolution.</param>
    /// <param name="pool">The window of the pool after it whose maximum is taken in registers: tiles must hold whole windows.</param>
    /// <param name="graph">The network.</param>
    public static Winograd? Best(ConvGeometry conv, Window pool, NetworkGraph graph)
    {
        bool fromMemory = ReadsMemory(graph);
        double plain = Seconds(conv.MultiplyAdds, conv.WeightFloats, fromMemory);
        return Candidates(conv, pool, graph.Trainable).Select(algorithm => (Algorithm: algorithm, Cost: Seconds(conv, algorithm, fromMemory) / plain)).Where(pair => pair.Cost < WorthIt)
            .OrderBy(pair => pair.Cost).Select(pair => pair.Algorithm).FirstOrDefault();
    }

    /// <summary>The algorithms that a convolution may be computed by, whether or not they pay.</summary>
    /// <inheritdoc cref="Best"/>
    public static IEnumerable<Winograd> Candidates(ConvGeometry conv, Window pool, bool batches)
    {
        Window filter = conv.Window;
        if (conv.Groups > 1 || filter.StrideY != 1 || filter.StrideX != 1 || filter.DilationY != 1 || filter.DilationX != 1 || filter.Height != filter.Width || filter.Height < 2)
            return [];

        return
            from outputs in Enumerable.Range(2, MostMultiplies - 1)
            where outputs + filter.Height - 1 <= MostMultiplies
            where outputs % pool.StrideY == 0 && outputs % pool.StrideX == 0 && pool.Height == pool.StrideY && pool.Width == pool.StrideX
            let algorithm = new Winograd(outputs, filter.Height)
            let tiles = (long)algorithm.Tiles(conv.Output.Height) * algorithm.Tiles(conv.Output.Width)
            where batches || tiles >= FewestTiles
            where tiles * algorithm.Multiplies * TileLayout.PitchOf(Math.Max(conv.Input.Channels, conv.Filters)) <= Limits.Floats
            select algorithm;
    }

    /// <summary>Share of the plain convolution's multiply-adds, transforms included.</summary>
    public static double Share(ConvGeometry conv, Winograd algorithm)
    {
        double channels = conv.Input.Channels, filters = conv.Filters;
        double tiles = (double)algorithm.Tiles(conv.Output.Height) * algorithm.Tiles(conv.Output.Width);
        return tiles * algorithm.Multiplies * ((channels * filters) + (Machine.TransformCost * (channels + filters))) / conv.MultiplyAdds;
    }

    /// <summary>Whether every call reads the weights from memory: a call of one image that finds none of them in the cache that cores share. Transformed filters are the larger the larger the
    /// tile, which then costs more than it spares.</summary>
    private static bool ReadsMemory(NetworkGraph graph) => !graph.Trainable && graph.ParameterFloats * sizeof(float) > Machine.SharedCacheBytes;

    private static double Seconds(ConvGeometry conv, Winograd algorithm, bool fromMemory) =>
        Seconds(Share(conv, algorithm) * conv.MultiplyAdds, (double)algorithm.Multiplies * conv.Input.Channels * conv.Filters, fromMemory);

    private static double Seconds(double multiplyAdds, double weightFloats, bool fromMemory) =>
        Machine.Overlapped(multiplyAdds / Machine.MultiplyAddSpeed, fromMemory ? weightFloats * sizeof(float) / Machine.FetchedWeightsSpeed : 0);

    /// <summary>Whether one kernel takes tiles through all steps of the forward or of the backward run.</summary>
    public static bool GoesTogether(ConvGeometry conv, Winograd algorithm, bool forward) => forward ? KeepsTilesInCache(conv, algorithm) : KeepsGradientsInCache(conv, algorithm);

    /// <summary>Whether one kernel takes a few rows of tiles through all three steps, in memory of the thread's own: it reads the transformed filters again
    /// for every few rows, where three kernels write and read all tiles. The fewer bytes win.</summary>
    public static bool KeepsTilesInCache(ConvGeometry conv, Winograd algorithm)
    {
        long along = algorithm.Tiles(conv.Output.Width), rows = algorithm.Tiles(conv.Output.Height);
        long row = along * algorithm.Multiplies * ((long)conv.Input.Channels + conv.Filters) * sizeof(float);
        long filters = (long)algorithm.Multiplies * conv.Input.Channels * conv.Filters * sizeof(float);
        long blocks = Math.Max(1, rows / Math.Max(1, Target.CacheBytes / row));
        return blocks * filters < 2 * rows * row;
    }

    /// <summary>Images that a thread takes through all steps of the backward run at once: as many as its second-level cache holds the tiles of, but no more than there are in a chunk of a usual
    /// batch.</summary>
    public static int ImagesTogether(ConvGeometry conv, Winograd algorithm)
    {
        (long input, long gradient) = TileBytes(conv, algorithm);
        return (int)Math.Max(1, Math.Min((TypicalBatch + MemoryPlan.Chunks - 1) / MemoryPlan.Chunks, Target.CacheBytes / (input + gradient)));
    }

    /// <summary>Whether one kernel takes a few images through all steps of the backward run, in memory of the thread's own: every few images read the transformed filters and go over the sums,
    /// of which each chunk of a batch has its own, where five kernels write and read all tiles. The fewer bytes win.</summary>
    public static bool KeepsGradientsInCache(ConvGeometry conv, Winograd algorithm)
    {
        (long input, long gradient) = TileBytes(conv, algorithm);
        long sums = (long)algorithm.Multiplies * conv.Input.Channels * MultiplyTilesByGradients.Pitch(conv) * sizeof(float);
        long together = ((3 * TypicalBatch / ImagesTogether(conv, algorithm)) + (2 * MemoryPlan.Chunks)) * sums;
        return input + gradient <= Target.TilesBytes && together < TypicalBatch * ((4 * input) + (3 * gradient));
    }

    /// <summary>Bytes of an image's transformed inputs and gradients.</summary>
    private static (long Input, long Gradient) TileBytes(ConvGeometry conv, Winograd algorithm)
    {
        long tiles = (long)algorithm.Tiles(conv.Output.Width) * algorithm.Tiles(conv.Output.Height) * algorithm.Multiplies * sizeof(float);
        return (tiles * TileLayout.PitchOf(conv.Input.Channels), tiles * TileLayout.PitchOf(conv.Filters));
    }
}
