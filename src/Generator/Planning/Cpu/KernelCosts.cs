using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu.Costs;
using Kiln.Generator.Planning.Cpu.Fast;
using Kiln.Generator.Planning.Cpu.Schedules;

namespace Kiln.Generator.Planning.Cpu;

/// <summary>What the kernels of a plan have to do.</summary>
internal static class KernelCosts
{
    /// <summary>The costs of all kernels, in their order.</summary>
    /// <param name="plan">A plan for every target.</param>
    public static IReadOnlyList<KernelCost> Of(NetworkPlan plan)
    {
        HashSet<Value> near = [.. plan.Memory.Chunk.Slots.Select(slot => slot.Layout.Value)];
        int[] images = Segment.ImagesOfKernels(plan.Segments, plan.Program.Kernels.Count);
        return [.. plan.Program.Kernels.Select((_, index) => Of([.. plan.Targets.Select(target => target.Kernels[index])], LayoutOf, near.Contains, images[index]))];

        MapLayout? LayoutOf(Value value) => plan.Layouts.TryGetValue(value, out MapLayout? layout) ? layout : null;
    }

    /// <summary>Bytes of all copies of weights that kernels read.</summary>
    /// <param name="plan">The plan.</param>
    public static long Weights(NetworkPlan plan) => plan.Targets[0].Packed.Sum(packed => packed.Floats) * sizeof(float);

    /// <summary>The cost of one kernel.</summary>
    /// <param name="plans">How each target computes it.</param>
    /// <param name="layoutOf">The layout of a map that is stored; null of others.</param>
    /// <param name="isNear">Whether a few images at a time are of a map.</param>
    /// <param name="images">How many these are; 0 for all of a call.</param>
    public static KernelCost Of(IReadOnlyList<KernelPlan> plans, Func<Value, MapLayout?> layoutOf, Func<Value, bool> isNear, int images)
    {
        Kernel kernel = plans[0].Kernel;
        long nearBytes = 0, farBytes = 0, weights = (plans[0].Packed?.Floats ?? 0) * sizeof(float);
        foreach (Value value in kernel.Touches)
        {
            // Sums over the batch are read and written.
            if (value.Extent == Extent.Batch)
                weights += 2 * sizeof(float) * MemoryPlan.BatchFloats(value);
            else if (value.Extent == Extent.ParameterGradient)
                weights += sizeof(float) * value.Shape.Count;
            else if (layoutOf(value) is not { } layout)
                continue;
            else if (isNear(layout.Holder))
                nearBytes += layout.ImageFloats * sizeof(float);
            else
                farBytes += layout.ImageFloats * sizeof(float);
        }

        return new KernelCost(
            Family(kernel),
            Work(plans[0], Target.All[0]),
            Work(plans[1], Target.All[1]),
            nearBytes,
            farBytes,
            weights,
            images,
            FetchesAhead: plans[1].Schedule is TileSchedule { Stream: true },
            OnRequest: kernel.Pass == Pass.BackwardOnRequest);
    }

    private static KernelFamily Family(Kernel kernel) => kernel.Main switch
    {
        DepthwiseWeightSums => KernelFamily.DepthwiseSums,
        ConvForward { Geometry.IsDepthwise: true } or ConvBackwardInput { Geometry.IsDepthwise: true } => KernelFamily.Depthwise,
        ConvForward => KernelFamily.Product,
        ConvBackwardInput => kernel.Prologue is MaxPoolBackward ? KernelFamily.WinnersInput : KernelFamily.InputProduct,
        ConvBackwardWeights => kernel.Prologue is MaxPoolBackward ? KernelFamily.WinnersWeights : KernelFamily.WeightProduct,
        WinogradForward => KernelFamily.Together,
        WinogradBackward => KernelFamily.GradientsTogether,
        MultiplyTiles or MultiplyGradientTiles => KernelFamily.TransformedProduct,
        MultiplyTilesByGradients => KernelFamily.TransformedWeightProduct,
        TransformOutput => KernelFamily.TransformBack,
        TransformInputGradient => KernelFamily.TransformBackAdded,
        TransformWeightsGradient => KernelFamily.TransformBackToFilters,
        WinogradStep => KernelFamily.Transform,
        MaxPoolForward or AvgPoolForward => KernelFamily.Pool,
        MaxPoolBackward or AvgPoolBackward => KernelFamily.PoolGradient,
        MapStep or BroadcastStep or Join or Slice or TakePixels or PutPixels or Reshape => KernelFamily.Elements,
        ChannelSums or ChannelMoments or Reduction => KernelFamily.ChannelSums,
        ChannelFinish or ChannelMap => KernelFamily.FewNumbers,
        SoftmaxForward or SoftmaxBackward or LrnForward or LrnBackward or LossStep => KernelFamily.Pixels,
        _ => KernelFamily.Other,
    };

    /// <summary>Multiply-adds or operations an image in whole vectors.</summary>
    private static long Work(KernelPlan plan, Target target)
    {
        Kernel kernel = plan.Kernel;
        double main = (plan.Schedule, kernel.Main) switch
        {
            (TileSchedule tile, WinogradForward step) => (plan.MultiplyAdds / tile.Share) + Transformed(step, step.Geometry.Input.Channels) + Transformed(step, step.Geometry.Filters),
            (GradientsSchedule tiles, WinogradBackward step) =>
                (plan.MultiplyAdds * ((0.5 / tiles.Product.Share) + (0.5 / tiles.Sums.Share))) + (2 * Transformed(step, step.Geometry.Input.Channels)) + Transformed(step, step.Geometry.Filters),
            (TileSchedule tile, _) => plan.MultiplyAdds / tile.Share,
            (WinnerSchedule, ConvStep step) => plan.MultiplyAdds * Padding(plan.Own ?? target, step.Geometry.Stretch) * target.Lanes / (plan.Own ?? target).Lanes,
            (_, DepthwiseWeightSums or ConvStep { Geometry.IsDepthwise: true }) => plan.MultiplyAdds * Padding(target, ((ConvStep)kernel.Main).Geometry.Filters),
            (_, TransformInput step) => Transformed(step, step.Geometry.Input.Channels),
            (_, TransformInputGradient step) => Transformed(step, step.Geometry.Input.Channels),
            (_, TransformWeightsGradient) => 0,
            (_, WinogradStep step) => Transformed(step, step.Geometry.Filters),
            (_, MaxPoolForward step) => Elements(step.Output, target) * step.Window.Positions,
            (_, AvgPoolForward step) => Elements(step.Output, target) * step.Window.Positions,
            (_, MaxPoolBackward step) => Elements(step.Gradient, target) * step.Window.Positions,
            (_, AvgPoolBackward step) => Elements(step.Gradient, target) * step.Window.Positions,
            (_, ChannelSums step) => Elements(step.Map, target) * step.Terms.Count,
            (_, ChannelMoments step) => 2 * Elements(step.Input, target),
            (_, ChannelFinish or ChannelMap) => 0,
            (_, Step step) => step.Reads.Concat(step.Writes).Where(value => value.IsMap).Select(value => Elements(value, target)).DefaultIfEmpty().Max(),
        };

        // What is done to results takes an operation each.
        return (long)main + (long)kernel.Epilogue.Sum(step => step.Writes.Where(value => value.IsMap).Select(value => Elements(value, target)).DefaultIfEmpty().Max());
    }

    /// <summary>The additions of a transform of all tiles of some channels.</summary>
    private static double Transformed(WinogradStep step, int channels) =>
        (double)step.Tiles * step.Algorithm.Multiplies * step.Algorithm.Tile * Target.WholeVectors(channels);

    private static double Elements(Value value, Target target) => (double)value.Shape.Pixels * target.Vectors(value.Shape.Channels) * target.Lanes;

    /// <summary>How many times the lanes that hold numbers the vectors have.</summary>
    private static double Padding(Target target, int floats) => (double)target.Vectors(floats) * target.Lanes / floats;
}
