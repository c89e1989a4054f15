using System.Linq;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Fusion;

/// <summary>An expression of what another kernel computes: it is applied while the result is in registers.</summary>
/// <remarks>This merges rectification, residual sums, normalisation and sums of gradients with whatever computes their operand. A result that others read as
/// well is stored on the way. In a network that trains, a normalisation by kept moments stays apart from its convolution: training cannot merge the two, and so
/// both modes share their kernels.</remarks>
internal static class FuseMap
{
    public static bool Apply(KernelList list, Kernel reader)
    {
        if (reader.Main is not MapStep map)
            return false;

        foreach (Value operand in map.Operands.Where(operand => operand.IsMap))
        {
            if (list.Uses.Writer(operand) is { } writer
                && writer.Pass == reader.Pass
                && writer.Result == operand
                && writer.Tail is null
                && !(writer is { Pass: Pass.Inference, Main: ConvForward } && map.Operands.Any(other => other.Extent == Extent.ParameterChannel))
                && (writer.Main is ConvForward or ConvBackwardInput or MapStep or BroadcastStep or MaxPoolForward or AvgPoolForward or AvgPoolBackward or TakePixels or PutPixels
                    or SampleForward or RegionMaxForward or RegionMeanForward)
                && list.Merge(writer, reader, writer with { Epilogue = [.. writer.Epilogue, map, .. reader.Epilogue] }))
            {
                return true;
            }
        }

        return false;
    }
}
