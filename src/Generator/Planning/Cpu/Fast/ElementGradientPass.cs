using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Fusion;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Planning.Cpu.Fast;

/// <summary>What is done to every element of a gradient on its way to a transformed convolution, as a batch norm does, is done while the tiles are transformed: tiles of gradients do not overlap,
/// so each element is computed once, and the map of what it becomes is neither written nor read.</summary>
internal static class ElementGradientPass
{
    public static KernelProgram Run(KernelProgram program) => FusionPass.Run(program, Apply);

    private static bool Apply(KernelList list, Kernel kernel) =>
        kernel is { Main: MapStep step, Pass: Pass.Backward } && IsSimple(step) && TransformPrologue.Fold(list, kernel, step.Output, reader => GradientOf(reader) == step.Output);

    private static Value? GradientOf(Step step) => (step as TransformGradient)?.Gradient ?? (step as WinogradBackward)?.Gradient;

    /// <summary>Whether every operand is a map of the same shape, or numbers per channel, and is used once.</summary>
    private static bool IsSimple(MapStep step) => step.Operands.Select((operand, index) => (operand, index)).All(pair =>
        step.Expression.Uses(pair.index) == 1
        && (pair.operand is { IsMap: true, Element: ElementType.Float32, Extent: Extent.Image } ? pair.operand.Shape == step.Output.Shape : pair.operand.Extent is Extent.Channel or Extent.ParameterChannel));
}
