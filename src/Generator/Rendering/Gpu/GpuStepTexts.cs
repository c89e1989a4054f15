using System;
using System.Collections.Generic;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Gpu;

namespace Kiln.Generator.Rendering.Gpu;

/// <summary>The one registry of texts for graphics processors, by main step.</summary>
internal static class GpuStepTexts
{
    private static readonly Dictionary<Type, Action<GpuKernelText>> Writers = new()
    {
        [typeof(AvgPoolBackward)] = PoolText.WriteMeanBackward,
        [typeof(AvgPoolForward)] = PoolText.WriteMean,
        [typeof(BroadcastStep)] = BroadcastText.Write,
        [typeof(ChannelFinish)] = SumText.WriteFinish,
        [typeof(ChannelMap)] = SumText.WriteMap,
        [typeof(ChannelMoments)] = SumText.WriteMoments,
        [typeof(ChannelSums)] = SumText.WriteSums,
        [typeof(ConvBackwardColumns)] = ConvText.WriteBackwardColumns,
        [typeof(ConvBackwardInput)] = ConvText.WriteBackwardInput,
        [typeof(ConvBackwardParts)] = ConvText.WriteBackwardParts,
        [typeof(ConvBackwardWeights)] = SumText.WriteDepthwise,
        [typeof(ConvForward)] = ConvText.WriteForward,
        [typeof(ConvForwardParts)] = ConvText.WriteForwardParts,
        [typeof(GridBackward)] = SampleText.WriteGridBackward,
        [typeof(GridForward)] = SampleText.WriteGrid,
        [typeof(Join)] = ViewText.WriteJoin,
        [typeof(LrnBackward)] = LrnText.WriteBackward,
        [typeof(LrnForward)] = LrnText.WriteForward,
        [typeof(MapStep)] = ElementText.WriteMap,
        [typeof(MaxPoolBackward)] = PoolText.WriteMaximumBackward,
        [typeof(MaxPoolForward)] = PoolText.WriteMaximum,
        [typeof(OverlapColumns)] = ElementText.WriteOverlap,
        [typeof(PutPixels)] = ViewText.WritePut,
        [typeof(Reduction)] = BroadcastText.WriteReduction,
        [typeof(RegionMaxBackward)] = RegionText.WriteMaximumBackward,
        [typeof(RegionMaxForward)] = RegionText.WriteMaximum,
        [typeof(RegionMeanBackward)] = RegionText.WriteMeanBackward,
        [typeof(RegionMeanForward)] = RegionText.WriteMean,
        [typeof(Reshape)] = ViewText.WriteReshape,
        [typeof(SampleBackwardGrid)] = SampleText.WriteBackwardGrid,
        [typeof(SampleBackwardMap)] = SampleText.WriteBackwardMap,
        [typeof(SampleForward)] = SampleText.WriteForward,
        [typeof(Slice)] = ViewText.WriteSlice,
        [typeof(SoftmaxBackward)] = RowText.WriteSoftmaxBackward,
        [typeof(SoftmaxForward)] = RowText.WriteSoftmax,
        [typeof(SoftmaxLossStep)] = LossText.WriteSoftmax,
        [typeof(ClassLossStep)] = LossText.WriteClasses,
        [typeof(ElementLossStep)] = LossText.WriteElements,
        [typeof(SumForward)] = ConvText.WriteSumForward,
        [typeof(SumParts)] = SumText.WriteParts,
        [typeof(TakePixels)] = ViewText.WriteTake,
    };

    /// <summary>The types of steps that have a text.</summary>
    public static IEnumerable<Type> Known => Writers.Keys;

    /// <summary>The text of one kernel.</summary>
    public static GpuKernelText Write(GpuPlan plan, Kernel kernel, GpuHelpers helpers)
    {
        GpuKernelText text = new(plan, kernel, helpers);
        Writers[kernel.Main.GetType()](text);
        return text;
    }
}
