using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu.Fast;
using Kiln.Generator.Planning.Cpu.Schedules;

namespace Kiln.Generator.Planning.Cpu;

/// <summary>Chooses the schedule of a kernel by its main step.</summary>
/// <param name="program">The program.</param>
/// <param name="names">What its kernels are called.</param>
/// <param name="target">The machine.</param>
internal sealed class KernelPlanner(KernelProgram program, IReadOnlyDictionary<Kernel, string> names, Target target)
{
    /// <summary>Images whose gradients one thread accumulates together where weights are large: the weights are read once for all of them.</summary>
    public const int BlockImages = 16;

    private bool AnyExtent => program.Graph.AnyExtent;

    /// <summary>The schedule of a kernel.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="images">How many images it gets at a time; 0 for all of a call.</param>
    public KernelPlan Plan(Kernel kernel, int images) => kernel.Main switch
    {
        ConvStep conv and (ConvForward or ConvBackwardInput) when conv.Geometry.IsDepthwise => Depthwise(kernel, conv),
        DepthwiseWeightSums sums => Make(kernel, TileChoice.DepthwiseSums(target, sums.Geometry)) with { MultiplyAdds = sums.Geometry.MultiplyAdds },
        ConvForward conv => Forward(kernel, conv),
        ConvBackwardInput conv when kernel.Prologue is MaxPoolBackward pool => InputAtWinners(kernel, conv, pool),
        ConvBackwardInput conv => BackwardInput(kernel, conv),
        ConvBackwardWeights conv when kernel.Prologue is MaxPoolBackward pool => WeightsAtWinners(kernel, conv, pool),
        ConvBackwardWeights conv => BackwardWeights(kernel, conv.Geometry),
        WinogradForward step => Together(kernel, step, images),
        WinogradBackward step => Together(kernel, step),
        MultiplyTiles step => Multiply(kernel, step, Rows(step, images), step.Weights, step.Factors, PackedForm.Transformed),
        MultiplyGradientTiles step => Multiply(kernel, step, Rows(step, images), step.Weights, null, PackedForm.TransformedInput),
        MultiplyTilesByGradients step => BackwardWeights(kernel, step),
        TransformInputGradient step => Make(kernel, Transform(kernel, step)) with { ScratchFloats = PaddedMap.Of(step).Image + ArenaPlan.Alignment },
        TransformWeightsGradient { Input.Extent: Extent.Chunk } step =>
            Make(kernel, Transform(kernel, step)) with { ScratchFloats = (long)step.Algorithm.Multiplies * MultiplyTilesByGradients.Pitch(step.Geometry) },
        WinogradStep step => Make(kernel, Transform(kernel, step)),
        LrnForward step => Make(kernel, PassOverMap) with { ScratchFloats = ChannelWindow.Of(step.Layer, step.Input.Shape.Channels).Pitch },
        LrnBackward step => Make(kernel, PassOverMap) with { ScratchFloats = 2L * ChannelWindow.Of(step.Layer, step.Input.Shape.Channels).Pitch },
        ChannelSums or ChannelMoments => Make(kernel, PassInChunks),
        ChannelFinish => Make(kernel, SumOfChunks),
        ChannelMap => Make(kernel, FewNumbers),
        _ => Make(kernel, PassOverMap),
    };

    private static ElementwiseSchedule PassOverMap { get; } = new("One pass over the map, bound by memory.");

    private static ElementwiseSchedule PassInChunks { get; } =
        new("One pass over the map, bound by memory. The chunks of images follow from their number, so the bits do not depend on the threads.");

    private static ElementwiseSchedule SumOfChunks { get; } = new("A few numbers per channel and chunk, combined in the order of the chunks.");

    private static ElementwiseSchedule FewNumbers { get; } = new("A few numbers per channel.");

    private KernelPlan Make(Kernel kernel, Schedule schedule) => new(kernel, names[kernel], schedule);

    private KernelPlan Forward(Kernel kernel, ConvForward conv)
    {
        ConvGeometry geometry = conv.Geometry;
        MaxPoolForward? pool = kernel.Find<MaxPoolForward>();
        Shape cells = pool?.Output.Shape ?? geometry.Output;
        int window = pool?.Window.Positions ?? 1;
        bool half = HalfWeights.Serve(program.Graph, geometry);
        TileSchedule tile = TileChoice.Product(
            target, cells, window, geometry.GroupFilters, geometry.Reduction, geometry.WeightFloats, AnyExtent, program.Graph.Trainable, exact: false,
            wholeRows: kernel.Tail is LossStep || geometry.Groups > 1, half, geometry.Input.Count,
            window == 1 && !program.Graph.Trainable ? (long)geometry.Window.StrideX * geometry.Input.Channels : 0);

        PackedWeights packed = new(conv.Weights, geometry, PackedForm.Forward, (long)geometry.Groups * tile.Width * geometry.Reduction, tile.Panels, null, conv.Factors) { IsHalf = half };
        return Make(kernel, tile) with { MultiplyAdds = cells.Pixels * window * geometry.Reduction * geometry.Filters, Packed = packed };
    }

    private KernelPlan BackwardInput(Kernel kernel, ConvBackwardInput conv)
    {
        ConvGeometry geometry = conv.Geometry;
        TileSchedule tile = TileChoice.Product(
            target, geometry.Output, 1, geometry.Stretch, geometry.GroupFilters, geometry.WeightFloats, AnyExtent, batches: true, exact: true);

        PackedWeights packed = new(
            conv.Weights, geometry, PackedForm.Input, (long)geometry.Stretches * geometry.Groups * tile.Width * geometry.GroupFilters, tile.Panels);
        return Make(kernel, tile) with
        {
            MultiplyAdds = geometry.MultiplyAdds,
            Packed = packed,
            ScratchFloats = (Block(tile) * PaddedMap.Of(conv).Image) + (2 * ArenaPlan.Alignment),
        };
    }

    /// <summary>Images that a thread works on at once in a kernel that adds to its own scratch.</summary>
    public static int Block(TileSchedule tile) =>
        tile.PanelsOuter ? (BlockImages + tile.Images - 1) / tile.Images * tile.Images : tile.Images;

    private KernelPlan InputAtWinners(Kernel kernel, ConvBackwardInput conv, MaxPoolBackward pool)
    {
        ConvGeometry geometry = conv.Geometry;
        int positions = pool.Window.Positions, filterRow = geometry.Stretch;
        long cells = pool.Gradient.Shape.Pixels;
        Target own = target.ForRows(filterRow);
        WinnerSchedule schedule = TileChoice.Winners(own, 1, filterRow, positions);
        int row = own.Vectors(filterRow) * own.Lanes;
        PackedWeights packed = new(conv.Weights, geometry, PackedForm.FilterRows, (long)geometry.Window.Height * geometry.Filters * row, []);

        // An image's gradient, then its cells' filters and gradients sorted by winner, then where each winner's run ends.
        long scratch = PaddedMap.Of(conv).Image + (2 * ArenaPlan.Alignment) + (2 * cells * geometry.Filters) + (cells * (positions + 2));
        return Make(kernel, schedule) with { MultiplyAdds = cells * geometry.Filters * geometry.Reduction, Packed = packed, ScratchFloats = scratch, Own = own };
    }

    private KernelPlan WeightsAtWinners(Kernel kernel, ConvBackwardWeights conv, MaxPoolBackward pool)
    {
        ConvGeometry geometry = conv.Geometry;
        int filterRow = geometry.Stretch;
        long cells = pool.Gradient.Shape.Pixels;
        Target own = target.ForRows(filterRow);
        WinnerSchedule schedule = TileChoice.Winners(own, geometry.Window.Height, filterRow, pool.Window.Positions);
        int row = own.Vectors(filterRow) * own.Lanes;
        return Make(kernel, schedule) with
        {
            MultiplyAdds = cells * geometry.Filters * geometry.Reduction,
            ScratchFloats = 2 * cells,
            WorkspaceFloats = (long)geometry.Filters * geometry.Window.Height * row,
            Own = own,
        };
    }

    private KernelPlan BackwardWeights(Kernel kernel, ConvGeometry geometry)
    {
        TileSchedule tile = TileChoice.WeightGradient(target, geometry.Stretch, geometry.GroupFilters, geometry.Stretches * geometry.Groups, geometry.Output.Pixels);
        return Make(kernel, ImageBlocks.Choose(target, geometry, tile)) with { MultiplyAdds = geometry.MultiplyAdds };
    }

    private KernelPlan Depthwise(Kernel kernel, ConvStep conv)
    {
        ConvGeometry geometry = conv.Geometry;
        KernelPlan plan = Make(kernel, TileChoice.Depthwise(target, conv, AnyExtent)) with { MultiplyAdds = geometry.MultiplyAdds };
        return conv switch
        {
            ConvForward forward => plan with { Packed = Taps(forward.Weights, forward.Factors) },
            ConvBackwardInput backward when TapAxis.Gathers(geometry) => plan with { Packed = Taps(backward.Weights, null) },
            ConvBackwardInput backward => plan with { Packed = Taps(backward.Weights, null), ScratchFloats = PaddedMap.Of(conv).Image + (2 * ArenaPlan.Alignment) },
            _ => plan,
        };

        PackedWeights Taps(Value weights, Value? factors) =>
            new(weights, geometry, PackedForm.Taps, (long)geometry.Window.Positions * Target.WholeVectors(geometry.Filters), [], null, factors);
    }

    /// <summary>Rows of a product that are likely: the tiles of an image, or of as many as a kernel gets at a time in training.</summary>
    private int Rows(WinogradStep step, int images) =>
        (int)Math.Min(int.MaxValue, (long)step.Tiles * (!program.Graph.Trainable ? 1 : images == 0 ? WinogradChoice.TypicalBatch : images));

    private static ElementwiseSchedule Transform(Kernel kernel, WinogradStep step)
    {
        int direct = step.Algorithm.Outputs * step.Algorithm.Outputs * step.Algorithm.Taps * step.Algorithm.Taps;
        string read = kernel.Prologue is MapStep ? " The gradient is computed where it is read." : "";
        return new ElementwiseSchedule(FormattableString.Invariant(
            $"{step.Algorithm}: a tile of {step.Algorithm.Outputs}×{step.Algorithm.Outputs} outputs takes {step.Algorithm.Multiplies} multiplications a pair of channels in place of {direct}. Lanes run over channels; {step.Tiles} {(step.Tiles == 1 ? "tile" : "tiles")} an image.{read}"));
    }

    /// <summary>Rows of tiles that one thread takes through all steps at once.</summary>
    public static int RowsTogether(WinogradStep step) =>
        (int)Math.Max(1, Target.CacheBytes / (RowFloats(step, step.Geometry.Input.Channels) + RowFloats(step, step.Geometry.Filters)) / sizeof(float));

    /// <summary>Floats of a row of transformed tiles of some channels.</summary>
    public static long RowFloats(WinogradStep step, int channels) =>
        (long)step.Algorithm.Multiplies * ((step.TilesAlong * TileLayout.PitchOf(channels)) + TileLayout.Skew);

    private KernelPlan Together(Kernel kernel, WinogradForward step, int images)
    {
        int rows = RowsTogether(step);
        KernelPlan multiply = Multiply(kernel, step, Math.Min(rows * step.TilesAlong, Rows(step, images)), step.Weights, step.Factors, PackedForm.Transformed);
        long floats = rows * (RowFloats(step, step.Geometry.Input.Channels) + RowFloats(step, step.Geometry.Filters));
        string reason = FormattableString.Invariant(
            $"{Transform(kernel, step).Reason} {rows} rows of tiles go through all steps in {floats / 256} KB of the thread's own memory, which its second-level cache holds. {multiply.Schedule.Reason}");
        return multiply with { Schedule = multiply.Schedule with { Reason = reason }, ScratchFloats = floats };
    }

    private KernelPlan Together(Kernel kernel, WinogradBackward step)
    {
        ConvGeometry geometry = step.Geometry;
        long inputFloats = new TileLayout(step.InputTiles, step).ImageElements, gradientFloats = new TileLayout(step.GradientTiles, step).ImageElements;
        int images = WinogradChoice.ImagesTogether(geometry, step.Algorithm);
        KernelPlan multiply = Multiply(kernel, step, Rows(step, images), step.Weights, null, PackedForm.TransformedInput);
        TileSchedule tile = (TileSchedule)multiply.Schedule, sums = Sums(step);
        string reason = FormattableString.Invariant(
            $"{Transform(kernel, step).Reason} {(images == 1 ? "An image goes" : $"{images} images go")} through all steps in {images * (inputFloats + gradientFloats) / 256} KB of the thread's own memory, which its second-level cache holds. {tile.Reason} {sums.Reason}");
        return multiply with
        {
            Schedule = new GradientsSchedule(tile, sums, images, images * inputFloats, images * gradientFloats, reason),
            MultiplyAdds = 2 * multiply.MultiplyAdds,
            ScratchFloats = PaddedFloats(step) + (images * (inputFloats + gradientFloats)) + ArenaPlan.Alignment,
        };
    }

    /// <summary>Floats of the padded map that the gradients of an image's tiles are added up in, in whole cache lines.</summary>
    public static long PaddedFloats(ConvStep step) => (PaddedMap.Of(step).Image + (2 * ArenaPlan.Alignment) - 1) / ArenaPlan.Alignment * ArenaPlan.Alignment;

    private KernelPlan Multiply(Kernel kernel, WinogradStep step, int rows, Value weights, Value? factors, PackedForm form)
    {
        int multiplies = step.Algorithm.Multiplies;
        (int reduction, int columns) = form == PackedForm.Transformed
            ? (step.Geometry.Input.Channels, step.Geometry.Filters)
            : (step.Geometry.Filters, step.Geometry.Input.Channels);
        TileSchedule tile = TileChoice.TransformedProduct(target, rows, columns, reduction, multiplies);
        PackedWeights packed = new(weights, step.Geometry, form, (long)multiplies * reduction * tile.Width, tile.Panels, step.Algorithm, factors);
        return Make(kernel, tile) with { MultiplyAdds = (long)multiplies * step.Tiles * reduction * columns, Packed = packed };
    }

    private KernelPlan BackwardWeights(Kernel kernel, MultiplyTilesByGradients step) =>
        Make(kernel, Sums(step)) with { MultiplyAdds = (long)step.Algorithm.Multiplies * step.Tiles * step.Geometry.Input.Channels * step.Geometry.Filters };

    private TileSchedule Sums(WinogradStep step) => TileChoice.WeightGradient(target, step.Geometry.Input.Channels, step.Geometry.Filters, step.Algorithm.Multiplies, step.Tiles);
}
