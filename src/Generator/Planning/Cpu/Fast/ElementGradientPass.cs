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

    private static bool Apply(KernelList list, Kernel kernel)
    {
        if (kernel is not { Main: MapStep step, Prologue: null, Epilogue.Count: 0, Tail: null, Pass: Pass.Backward }
            || list.Program.ReadByCaller.Contains(step.Output)
            || !IsSimple(step)
            || list.Uses.Readers(step.Output).ToArray() is not [{ Main: TransformGradient or WinogradBackward, Prologue: null } reader]
            || GradientOf(reader.Main) != step.Output
            || reader.Epilogue.Any(other => other.Reads.Contains(step.Output)))
        {
            return false;
        }

        list.Remove(kernel);
        list.Replace(reader, reader with { Prologue = step });
        return true;
    }

    private static Value GradientOf(Step step) => step is TransformGradient transform ? transform.Gradient : ((WinogradBackward)step).Gradient;

    /// <summary>Whether every operand is a map of the same shape, or numbers per channel, and is used once.</summary>
    private static bool IsSimple(MapStep step) => step.Operands.Select((operand, index) => (operand, index)).All(pair =>
        step.Expression.Uses(pair.index) == 1
        && (pair.operand is { IsMap: true, Element: ElementType.Float32, Extent: Extent.Image } ? pair.operand.Shape == step.Output.Shape : pair.operand.Extent is Extent.Channel or Extent.ParameterChannel));
}
