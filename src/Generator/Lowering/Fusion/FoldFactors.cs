using System.Linq;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Fusion;

/// <summary>A convolution, then a factor and an offset a channel that follow from parameters, as a batch normalisation in inference: the factors are multiplied
/// into the weights while these are packed, the offsets into the biases, and the normalisation costs nothing.</summary>
/// <remarks>Not in a network that trains: its packed weights serve both of its modes.</remarks>
internal static class FoldFactors
{
    public static bool Apply(KernelList list, Kernel reader, IFusionPolicy policy)
    {
        if (list.Program.Graph.Trainable
            || reader.Main is not MapStep { Operands: [var map, { Extent: Extent.ParameterChannel } factor, { Extent: Extent.ParameterChannel } offset] } step
            || step.Expression != Expression.Affine
            || list.Uses.Writer(map) is not { Main: ConvForward { Factors: null } conv, Epilogue.Count: 0, Tail: null } writer
            || list.IsReadElsewhere(map, reader)
            || !policy.FoldsFactors(conv))
        {
            return false;
        }

        Value biases = offset;
        if (conv.Biases is { } own)
        {
            biases = new Value(conv.Node, "FoldedBiases", offset.Shape, Extent.ParameterChannel);
            list.Prepared.Add(new Kernel(Pass.Parameters, new ChannelMap(conv.Node, [own, factor, offset], [(biases, Expression.Affine)], "Folded")));
        }

        ConvForward folded = conv with { Factors = factor, Biases = biases, Output = step.Output };
        return list.Merge(writer, reader, writer with { Main = folded, Epilogue = reader.Epilogue, Folded = step.Node });
    }
}
