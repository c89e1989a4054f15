using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning;
using Kiln.Generator.Planning.Schedules;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>The one registry of this target: which text computes a kernel, by its main step and schedule.</summary>
internal static class StepTexts
{
    private static readonly Dictionary<(Type Step, Type Schedule), Action<KernelText>> Texts = new()
    {
        [(typeof(ConvForward), typeof(TileSchedule))] = ConvForwardText.Write,
        [(typeof(ConvBackwardInput), typeof(TileSchedule))] = ConvBackwardInputText.Write,
        [(typeof(ConvBackwardInput), typeof(WinnerSchedule))] = InputAtWinnersText.Write,
        [(typeof(ConvBackwardWeights), typeof(TileSchedule))] = ConvBackwardWeightsText.Write,
        [(typeof(ConvBackwardWeights), typeof(WinnerSchedule))] = WeightsAtWinnersText.Write,
        [(typeof(TransformInput), typeof(TileSchedule))] = TogetherText.Write,
        [(typeof(TransformInput), typeof(ElementwiseSchedule))] = TransformInputText.WriteInput,
        [(typeof(MultiplyTiles), typeof(TileSchedule))] = MultiplyTilesText.WriteForward,
        [(typeof(TransformOutput), typeof(ElementwiseSchedule))] = TransformOutputText.Write,
        [(typeof(TransformGradient), typeof(ElementwiseSchedule))] = TransformInputText.WriteGradient,
        [(typeof(MultiplyGradientTiles), typeof(TileSchedule))] = MultiplyTilesText.WriteGradient,
        [(typeof(TransformInputGradient), typeof(ElementwiseSchedule))] = TransformInputGradientText.Write,
        [(typeof(WinogradBackwardWeights), typeof(TileSchedule))] = WinogradBackwardWeightsText.Write,
        [(typeof(ConvBackwardBiases), typeof(ElementwiseSchedule))] = ConvBackwardBiasesText.Write,
        [(typeof(MaxPoolForward), typeof(ElementwiseSchedule))] = MaxPoolForwardText.Write,
        [(typeof(MaxPoolBackward), typeof(ElementwiseSchedule))] = MaxPoolBackwardText.Write,
        [(typeof(ReluForward), typeof(ElementwiseSchedule))] = ReluForwardText.Write,
        [(typeof(ReluBackward), typeof(ElementwiseSchedule))] = ReluBackwardText.Write,
        [(typeof(SoftmaxLossStep), typeof(ElementwiseSchedule))] = LossText.Write,
    };

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
