using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Fast;

/// <summary>Replaces the steps of convolutions by steps in a transformed domain, where that takes fewer multiplications.</summary>
/// <remarks>
/// A convolution becomes three kernels: transform the tiles, multiply, transform back. The transformed input is kept for the gradient by the
/// weights. Steps that go back through a fused pool stay as they are: they visit one position a window, which is fewer still.
/// </remarks>
internal static class WinogradPass
{
    /// <summary>Multiplications along a tile's side up to which single precision keeps five digits.</summary>
    private const int MostMultiplies = 6;

    /// <summary>Additions of the transforms, in multiply-adds for each element of a tile.</summary>
    private const double TransformCost = 6;

    /// <summary>How much cheaper it must be to be worth three passes over memory.</summary>
    private const double WorthIt = 0.75;

    /// <summary>What a thread can hold close to it: most of a second-level cache.</summary>
    public const int CacheBytes = 384 << 10;

    /// <summary>Images of a call of a network that trains.</summary>
    public const int TypicalBatch = 100;

    /// <summary>Tiles a product needs to use every transformed filter more than once.</summary>
    private const int FewestTiles = 8;

    public static KernelProgram Run(KernelProgram program)
    {
        List<Kernel> kernels = [];
        foreach (Kernel kernel in program.Kernels)
        {
            if (Choose(program, kernel) is { } algorithm)
                kernels.AddRange(Replace(program, WithoutLoss(kernel), algorithm).Concat(LossOf(kernel)));
            else
                kernels.Add(kernel);
        }

        return program with { Kernels = kernels };
    }

    private static Winograd? Choose(KernelProgram program, Kernel kernel)
    {
        if (kernel.Main is not ConvStep conv || conv is ConvBackwardBiases || kernel.Find<MaxPoolBackward>() is not null || program.Graph.AnyExtent)
            return null;

        // All steps of a convolution that are not at winners use one algorithm, the one that suits its forward kernel.
        Window pool = program.Kernels.Where(other => other.Main is ConvForward && other.Main.Node == conv.Node)
            .Select(other => other.Find<MaxPoolForward>()?.Layer.Extent).FirstOrDefault() ?? Window.None;
        return Best(conv.Node, (Conv)conv.Node.Layer, pool, program.Graph.Trainable);
    }

    private static Winograd? Best(Node node, Conv conv, Window pool, bool batches)
    {
        Window filter = conv.Extent;
        if (filter.StrideY != 1 || filter.StrideX != 1 || filter.Height != filter.Width || filter.Height < 2)
            return null;

        return (
            from outputs in Enumerable.Range(2, MostMultiplies - 1)
            where outputs + filter.Height - 1 <= MostMultiplies
            where outputs % pool.StrideY == 0 && outputs % pool.StrideX == 0 && pool.Height == pool.StrideY && pool.Width == pool.StrideX
            let algorithm = new Winograd(outputs, filter.Height)
            let tiles = (long)Tiles(node.Shape.Height, outputs) * Tiles(node.Shape.Width, outputs)
            where batches || tiles >= FewestTiles
            let cost = Cost(node, conv, algorithm, tiles)
            where cost < WorthIt
            orderby cost
            select algorithm).FirstOrDefault();
    }

    /// <summary>A loss takes whole rows of scores, and tiles of scores come in another order: it stands alone again.</summary>
    private static Kernel WithoutLoss(Kernel kernel) => kernel with { Steps = [.. kernel.Steps.Where(step => step is not SoftmaxLossStep)] };

    private static IEnumerable<Kernel> LossOf(Kernel kernel) => kernel.Steps.OfType<SoftmaxLossStep>().Select(loss => new Kernel(kernel.Direction, [loss]));

    /// <summary>Tiles along a side; the last may reach beyond the map.</summary>
    public static int Tiles(int extent, int outputs) => (extent + outputs - 1) / outputs;

    /// <summary>Share of the plain convolution's multiply-adds.</summary>
    private static double Cost(Node node, Conv conv, Winograd algorithm, long tiles)
    {
        double channels = node.InputShape.Channels, filters = conv.Filters;
        double plain = (double)node.Shape.Height * node.Shape.Width * conv.Extent.Height * conv.Extent.Width * channels * filters;
        return tiles * algorithm.Multiplies * ((channels * filters) + (TransformCost * (channels + filters))) / plain;
    }

    /// <summary>
    /// Whether one kernel takes a few rows of tiles through all three steps, in memory of the thread's own: it reads the transformed filters again
    /// for every few rows, where three kernels write and read all tiles. The fewer bytes win.
    /// </summary>
    private static bool KeepsTilesInCache(KernelProgram program, Node node, Winograd algorithm)
    {
        // The gradient by the weights reads the transformed input, unless it goes through a pool.
        if (program.Kernels.Any(kernel => kernel.Main is ConvBackwardWeights && kernel.Main.Node == node && kernel.Find<MaxPoolBackward>() is null))
            return false;

        int images = program.Graph.Trainable ? TypicalBatch : 1;
        long along = Tiles(node.Shape.Width, algorithm.Outputs), rows = Tiles(node.Shape.Height, algorithm.Outputs) * images;
        long row = along * algorithm.Multiplies * (node.InputShape.Channels + node.Shape.Channels) * sizeof(float);
        long filters = (long)algorithm.Multiplies * node.InputShape.Channels * node.Shape.Channels * sizeof(float);
        long blocks = Math.Max(1, rows / Math.Max(1, CacheBytes / row));
        return blocks * filters < 2 * rows * row;
    }

    private static IEnumerable<Kernel> Replace(KernelProgram program, Kernel kernel, Winograd algorithm)
    {
        Node node = kernel.Main.Node;
        switch (kernel.Main)
        {
            case ConvForward when KeepsTilesInCache(program, node, algorithm):
                yield return kernel with
                {
                    Steps = [new TransformInput(node, algorithm), new MultiplyTiles(node, algorithm), new TransformOutput(node, algorithm), .. kernel.Steps.Skip(1)],
                };
                break;
            case ConvForward:
                yield return new Kernel(kernel.Direction, [new TransformInput(node, algorithm)]);
                yield return new Kernel(kernel.Direction, [new MultiplyTiles(node, algorithm)]);
                yield return kernel with { Steps = [new TransformOutput(node, algorithm), .. kernel.Steps.Skip(1)] };
                break;
            case ConvBackwardWeights:
                yield return new Kernel(kernel.Direction, [new TransformGradient(node, algorithm)]);
                yield return kernel with { Steps = [new WinogradBackwardWeights(node, algorithm)] };
                break;
            case ConvBackwardInput:
                yield return new Kernel(kernel.Direction, [new MultiplyGradientTiles(node, algorithm)]);
                yield return kernel with { Steps = [new TransformInputGradient(node, algorithm), .. kernel.Steps.Skip(1)] };
                break;
        }
    }
}
