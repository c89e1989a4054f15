using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Planning.Cpu.Fast;
using Kiln.Generator.Planning.Cpu.Schedules;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>The one registry of this target: which text computes a kernel, by its main step and schedule.</summary>
internal static class StepTexts
{
    private static readonly Dictionary<(Type Step, Type Schedule), Action<KernelText>> Texts = new()
    {
        [(typeof(ConvForward), typeof(TileSchedule))] = ConvForwardText.Write,
        [(typeof(ConvForward), typeof(DepthwiseSchedule))] = DepthwiseText.WriteForward,
        [(typeof(ConvBackwardInput), typeof(TileSchedule))] = ConvBackwardInputText.Write,
        [(typeof(ConvBackwardInput), typeof(WinnerSchedule))] = InputAtWinnersText.Write,
        [(typeof(ConvBackwardInput), typeof(DepthwiseSchedule))] = DepthwiseText.WriteBackwardInput,
        [(typeof(ConvBackwardWeights), typeof(TileSchedule))] = ConvBackwardWeightsText.Write,
        [(typeof(ConvBackwardWeights), typeof(WinnerSchedule))] = WeightsAtWinnersText.Write,
        [(typeof(DepthwiseWeightSums), typeof(TapSumSchedule))] = DepthwiseSumsText.Write,
        [(typeof(WinogradForward), typeof(TileSchedule))] = TogetherText.Write,
        [(typeof(TransformInput), typeof(ElementwiseSchedule))] = TransformInputText.WriteInput,
        [(typeof(WinogradBackward), typeof(GradientsSchedule))] = GradientsTogetherText.Write,
        [(typeof(MultiplyTiles), typeof(TileSchedule))] = MultiplyTilesText.WriteForward,
        [(typeof(TransformOutput), typeof(ElementwiseSchedule))] = TransformOutputText.Write,
        [(typeof(TransformGradient), typeof(ElementwiseSchedule))] = TransformInputText.WriteGradient,
        [(typeof(MultiplyGradientTiles), typeof(TileSchedule))] = MultiplyTilesText.WriteGradient,
        [(typeof(TransformInputGradient), typeof(ElementwiseSchedule))] = TransformInputGradientText.Write,
        [(typeof(MultiplyTilesByGradients), typeof(TileSchedule))] = WinogradBackwardWeightsText.WriteProducts,
        [(typeof(TransformWeightsGradient), typeof(ElementwiseSchedule))] = WinogradBackwardWeightsText.WriteTransform,
        [(typeof(MapStep), typeof(ElementwiseSchedule))] = MapStepText.Write,
        [(typeof(MaxPoolForward), typeof(ElementwiseSchedule))] = MaxPoolForwardText.Write,
        [(typeof(MaxPoolBackward), typeof(ElementwiseSchedule))] = MaxPoolBackwardText.Write,
        [(typeof(AvgPoolForward), typeof(ElementwiseSchedule))] = AvgPoolForwardText.Write,
        [(typeof(AvgPoolBackward), typeof(ElementwiseSchedule))] = AvgPoolBackwardText.Write,
        [(typeof(ChannelSums), typeof(ElementwiseSchedule))] = ChannelSumsText.WriteSums,
        [(typeof(ChannelMoments), typeof(ElementwiseSchedule))] = ChannelSumsText.WriteMoments,
        [(typeof(ChannelFinish), typeof(ElementwiseSchedule))] = ChannelFinishText.Write,
        [(typeof(ChannelMap), typeof(ElementwiseSchedule))] = ChannelFinishText.WriteMap,
        [(typeof(SoftmaxForward), typeof(ElementwiseSchedule))] = SoftmaxText.WriteForward,
        [(typeof(SoftmaxBackward), typeof(ElementwiseSchedule))] = SoftmaxText.WriteBackward,
        [(typeof(LrnForward), typeof(ElementwiseSchedule))] = LrnText.WriteForward,
        [(typeof(LrnBackward), typeof(ElementwiseSchedule))] = LrnText.WriteBackward,
        [(typeof(Join), typeof(ElementwiseSchedule))] = JoinText.WriteJoin,
        [(typeof(Slice), typeof(ElementwiseSchedule))] = JoinText.WriteSlice,
        [(typeof(TakePixels), typeof(ElementwiseSchedule))] = PixelGridText.WriteTake,
        [(typeof(PutPixels), typeof(ElementwiseSchedule))] = PixelGridText.WritePut,
        [(typeof(Reshape), typeof(ElementwiseSchedule))] = ReshapeText.Write,
        [(typeof(BroadcastStep), typeof(ElementwiseSchedule))] = BroadcastText.Write,
        [(typeof(Reduction), typeof(ElementwiseSchedule))] = ReductionText.Write,
        [(typeof(GridForward), typeof(ElementwiseSchedule))] = GridText.WriteForward,
        [(typeof(GridBackward), typeof(ElementwiseSchedule))] = GridText.WriteBackward,
        [(typeof(SampleForward), typeof(ElementwiseSchedule))] = SampleText.WriteForward,
        [(typeof(SampleBackwardMap), typeof(ElementwiseSchedule))] = SampleText.WriteBackwardMap,
        [(typeof(SampleBackwardGrid), typeof(ElementwiseSchedule))] = SampleText.WriteBackwardGrid,
        [(typeof(RegionMaxForward), typeof(ElementwiseSchedule))] = RegionText.WriteMaximum,
        [(typeof(RegionMaxBackward), typeof(ElementwiseSchedule))] = RegionText.WriteMaximumBackward,
        [(typeof(RegionMeanForward), typeof(ElementwiseSchedule))] = RegionText.WriteMean,
        [(typeof(RegionMeanBackward), typeof(ElementwiseSchedule))] = RegionText.WriteMeanBackward,
        [(typeof(SoftmaxLossStep), typeof(ElementwiseSchedule))] = LossText.Write,
        [(typeof(ClassLossStep), typeof(ElementwiseSchedule))] = LossText.Write,
        [(typeof(ElementLossStep), typeof(ElementwiseSchedule))] = LossText.Write,
    };

    /// <summary>The steps that have a text.</summary>
    public static IEnumerable<Type> Known => Texts.Keys.Select(key => key.Step).Distinct();

    public static TargetText Write(NetworkPlan plan, TargetPlan target)
    {
        HelperTexts helpers = new();
        return new TargetText(target, [.. target.Kernels.Select(kernel => Write(plan, target.Target, kernel, helpers))], helpers);
    }

    private static KernelText Write(NetworkPlan plan, Target target, KernelPlan kernel, HelperTexts helpers)
    {
        KernelText text = new(plan, kernel.Own ?? target, kernel, helpers);
        Texts[(kernel.Kernel.Main.GetType(), kernel.Schedule.GetType())](text);
        return text;
    }
}
