using System.Collections.Generic;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Layers;

internal sealed class RegionPoolLowering : LayerLowering
{
    public override void Forward(Node node, ProgramBuilder program)
    {
        RegionPool layer = (RegionPool)node.Layer;
        IReadOnlyList<Value> inputs = program.Inputs(node);
        program.Add(layer.IsMean
            ? new RegionMeanForward(node, layer.Tiles, inputs[0], inputs[1], program.Output(node))
            : new RegionMaxForward(node, layer.Tiles, inputs[0], inputs[1], program.Output(node), program.Graph.Trainable ? Winners(node, program) : null));
    }

    public override void Backward(Node node, Value gradient, ProgramBuilder program)
    {
        RegionPool layer = (RegionPool)node.Layer;
        program.Gradients.ForInput(node.Inputs[0], output => layer.IsMean
            ? new RegionMeanBackward(node, layer.Tiles, gradient, program.Inputs(node)[1], output)
            : new RegionMaxBackward(node, layer.Tiles, gradient, Winners(node, program), program.Inputs(node)[1], output));
    }

    /// <summary>The pixels of the map, numbered row by row.</summary>
    private static Value Winners(Node node, ProgramBuilder program) => program.Of(node, "Winners", node.Shape, Extent.Image, Value.Numbering(node.InputShape.Pixels));
}
