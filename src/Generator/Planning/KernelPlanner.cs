using System;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Fast;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Schedules;

namespace Kiln.Generator.Planning;

/// <summary>Chooses the schedule of a kernel by its main step.</summary>
/// <param name="program">The program.</param>
/// <param name="target">The machine.</param>
internal sealed class KernelPlanner(KernelProgram program, Target target)
{
    /// <summary>Images whose gradients one thread accumulates together where weights are large: the weights are read once for all of them.</summary>
    public const int BlockImages = 16;

    private bool AnyExtent => program.Graph.AnyExtent;

    public KernelPlan Plan(Kernel kernel) => kernel.Main switch
    {
        ConvForward conv => Forward(kernel, conv),
        ConvBackwardInput conv when kernel.Find<MaxPoolBackward>() is { } pool => InputAtWinners(kernel, conv, pool),
        ConvBackwardInput conv => BackwardInput(kernel, conv),
        ConvBackwardWeights conv when kernel.Find<MaxPoolBackward>() is { } pool => WeightsAtWinners(kernel, conv, pool),
        ConvBackwardWeights conv => BackwardWeights(kernel, conv),
        TransformInput step when kernel.Find<MultiplyTiles>() is not null => Together(kernel, step),
        MultiplyTiles step => Multiply(kernel, step, step.Input.Shape.Channels, step.Layer.Filters, PackedForm.Transformed),
        MultiplyGradientTiles step => Multiply(kernel, step, step.Layer.Filters, step.Input.Shape.Channels, PackedForm.TransformedInput),
        WinogradBackwardWeights step => BackwardWeights(kernel, step),
        TransformInputGradient step => new KernelPlan(
            kernel, Transform(step), ScratchFloats: PaddedImage(step) + ArenaPlan.Alignment),
        WinogradStep step => new KernelPlan(kernel, Transform(step)),
        _ => new KernelPlan(kernel, new ElementwiseSchedule("One pass over the map, bound by memory.")),
    };

    private static int FilterRow(ConvStep conv) => conv.Layer.Extent.Width * conv.Input.Shape.Channels;

    private static int Reduction(ConvStep conv) => conv.Layer.Extent.Height * FilterRow(conv);

    private static long Positions(Node node) => (long)node.Shape.Height * node.Shape.Width;

    private KernelPlan Forward(Kernel kernel, ConvForward conv)
    {
        Node cells = kernel.Find<MaxPoolForward>()?.Node ?? conv.Node;
        int window = kernel.Find<MaxPoolForward>() is { } pool ? pool.Layer.Extent.Height * pool.Layer.Extent.Width : 1;
        int reduction = Reduction(conv);
        TileSchedule tile = TileChoice.Product(
            target, cells.Shape, window, conv.Layer.Filters, reduction, (long)reduction * conv.Layer.Filters, AnyExtent, program.Graph.Trainable, exact: false,
            wholeRows: kernel.Find<SoftmaxLossStep>() is not null);

        PackedWeights packed = new(conv.Node, PackedForm.Forward, tile.Width * reduction, tile.Panels);
        return new KernelPlan(kernel, tile, Positions(cells) * window * reduction * conv.Layer.Filters, packed);
    }

    private KernelPlan BackwardInput(Kernel kernel, ConvBackwardInput conv)
    {
        int rows = conv.Layer.Extent.Height;
        TileSchedule tile = TileChoice.Product(
            target, conv.Node.Shape, 1, FilterRow(conv), conv.Layer.Filters, (long)Reduction(conv) * conv.Layer.Filters, AnyExtent, batches: true, exact: true);

        PackedWeights packed = new(conv.Node, PackedForm.Input, rows * tile.Width * conv.Layer.Filters, tile.Panels);
        return new KernelPlan(
            kernel, tile, Positions(conv.Node) * Reduction(conv) * conv.Layer.Filters, packed, (Block(tile) * PaddedImage(conv)) + ArenaPlan.Alignment);
    }

    /// <summary>Images that a thread works on at once in a kernel that adds to its own scratch.</summary>
    public static int Block(TileSchedule tile) =>
        tile.PanelsOuter ? (BlockImages + tile.Images - 1) / tile.Images * tile.Images : tile.Images;

    /// <summary>Floats of a row of the convolution's input with its padding, and with what the last tile reaches beyond it.</summary>
    public static int PaddedRow(ConvStep conv)
    {
        Window window = conv.Layer.Extent;
        return (conv.Input.Shape.Width + window.PadLeft + window.PadRight + LayoutPass.Overhang(conv, conv.Node.Shape.Width)) * conv.Input.Shape.Channels;
    }

    /// <summary>Floats of an image of such rows.</summary>
    public static int PaddedImage(ConvStep conv)
    {
        Window window = conv.Layer.Extent;
        return (conv.Input.Shape.Height + window.PadTop + window.PadBottom + LayoutPass.Overhang(conv, conv.Node.Shape.Height)) * PaddedRow(conv);
    }

    private KernelPlan InputAtWinners(Kernel kernel, ConvBackwardInput conv, MaxPoolBackward pool)
    {
        Window window = conv.Layer.Extent;
        int positions = pool.Layer.Extent.Height * pool.Layer.Extent.Width;
        int cells = (int)Positions(pool.Node);
        int filters = conv.Layer.Filters;
        Target own = target.ForRows(FilterRow(conv));
        WinnerSchedule schedule = TileChoice.Winners(own, 1, FilterRow(conv), positions);
        int row = own.Vectors(FilterRow(conv)) * own.Lanes;
        PackedWeights packed = new(conv.Node, PackedForm.FilterRows, window.Height * filters * row, []);

        // An image's gradient, then its cells' filters and gradients sorted by winner, then where each winner's run ends.
        int scratch = PaddedImage(conv) + (2 * ArenaPlan.Alignment) + (2 * cells * filters) + (cells * (positions + 2));
        return new KernelPlan(kernel, schedule, (long)cells * filters * Reduction(conv), packed, scratch, Own: own);
    }

    private KernelPlan WeightsAtWinners(Kernel kernel, ConvBackwardWeights conv, MaxPoolBackward pool)
    {
        int positions = pool.Layer.Extent.Height * pool.Layer.Extent.Width;
        int cells = (int)Positions(pool.Node);
        Target own = target.ForRows(FilterRow(conv));
        WinnerSchedule schedule = TileChoice.Winners(own, conv.Layer.Extent.Height, FilterRow(conv), positions);
        int row = own.Vectors(FilterRow(conv)) * own.Lanes;
        return new KernelPlan(
            kernel,
            schedule,
            (long)cells * conv.Layer.Filters * Reduction(conv),
            ScratchFloats: 2 * cells,
            WorkspaceFloats: conv.Layer.Filters * conv.Layer.Extent.Height * row,
            Own: own);
    }

    private KernelPlan BackwardWeights(Kernel kernel, ConvBackwardWeights conv)
    {
        TileSchedule tile = TileChoice.WeightGradient(target, FilterRow(conv), conv.Layer.Filters, (int)Positions(conv.Node));
        return new KernelPlan(kernel, tile, Positions(conv.Node) * Reduction(conv) * conv.Layer.Filters);
    }

    private static int Tiles(WinogradStep step) =>
        WinogradPass.Tiles(step.Node.Shape.Height, step.Algorithm.Outputs) * WinogradPass.Tiles(step.Node.Shape.Width, step.Algorithm.Outputs);

    /// <summary>Rows of a product that are likely: the tiles of an image, or of a batch in training.</summary>
    private int Rows(WinogradStep step) => Tiles(step) * (program.Graph.Trainable ? WinogradPass.TypicalBatch : 1);

    private static ElementwiseSchedule Transform(WinogradStep step)
    {
        int direct = step.Algorithm.Outputs * step.Algorithm.Outputs * step.Algorithm.Taps * step.Algorithm.Taps;
        return new ElementwiseSchedule(FormattableString.Invariant(
            $"{step.Algorithm}: a tile of {step.Algorithm.Outputs}×{step.Algorithm.Outputs} outputs takes {step.Algorithm.Multiplies} multiplications a pair of channels in place of {direct}. Lanes run over channels; {Tiles(step)} tiles an image."));
    }

    /// <summary>Rows of tiles that one thread takes through all steps at once.</summary>
    public static int RowsTogether(WinogradStep step) =>
        Math.Max(1, WinogradPass.CacheBytes / (RowFloats(step, step.Input) + RowFloats(step, step.Node)) / sizeof(float));

    /// <summary>Floats of a row of transformed tiles.</summary>
    public static int RowFloats(WinogradStep step, Node node) =>
        step.Algorithm.Multiplies * ((WinogradPass.Tiles(step.Node.Shape.Width, step.Algorithm.Outputs) * TileLayout.PitchOf(node.Shape.Channels)) + TileLayout.Skew);

    private KernelPlan Together(Kernel kernel, TransformInput step)
    {
        KernelPlan multiply = Multiply(kernel, step, step.Input.Shape.Channels, step.Layer.Filters, PackedForm.Transformed);
        int rows = RowsTogether(step);
        string reason = FormattableString.Invariant(
            $"{Transform(step).Reason} {rows} rows of tiles go through all steps in {rows * (RowFloats(step, step.Input) + RowFloats(step, step.Node)) / 256} KB of the thread's own memory, which its second-level cache holds. {multiply.Schedule.Reason}");
        return multiply with
        {
            Schedule = multiply.Schedule with { Reason = reason },
            ScratchFloats = rows * (RowFloats(step, step.Input) + RowFloats(step, step.Node)),
        };
    }

    private KernelPlan Multiply(Kernel kernel, WinogradStep step, int reduction, int columns, PackedForm form)
    {
        int multiplies = step.Algorithm.Multiplies;
        TileSchedule tile = TileChoice.TransformedProduct(target, Rows(step), columns, reduction, multiplies);
        PackedWeights packed = new(step.Node, form, multiplies * reduction * tile.Width, tile.Panels, step.Algorithm);
        return new KernelPlan(kernel, tile, (long)multiplies * Tiles(step) * reduction * columns, packed);
    }

    private KernelPlan BackwardWeights(Kernel kernel, WinogradBackwardWeights step)
    {
        int channels = step.Input.Shape.Channels;
        TileSchedule tile = TileChoice.WeightGradient(target, channels, step.Layer.Filters, Tiles(step));
        return new KernelPlan(
            kernel,
            tile,
            (long)step.Algorithm.Multiplies * Tiles(step) * channels * step.Layer.Filters,
            ScratchFloats: step.Algorithm.Multiplies * channels * tile.Panels.Max(panel => panel.Width));
    }
}
