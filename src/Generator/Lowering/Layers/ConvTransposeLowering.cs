using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Layers;

/// <summary>The steps of a convolution from the map that is made to the map that is read, each in the place of another: forward is its gradient by the input, the gradient by the
/// input its forward step, and the gradient by the weights has its operands exchanged.</summary>
internal sealed class ConvTransposeLowering : LayerLowering
{
    public override void Forward(Node node, ProgramBuilder program)
    {
        bool hasBiases = ((ConvTranspose)node.Layer).Bias;
        Value sums = hasBiases ? program.Of(node, "Sums", node.Shape) : program.Output(node);
        program.Add(new ConvBackwardInput(node, Geometry(node), program.Input(node), program.Parameter(node, "Weights"), sums));
        if (hasBiases)
            program.Add(new MapStep(node, new Operand(0) + new Operand(1), [sums, program.Parameter(node, "Biases")], program.Output(node), "Biases"));
    }

    public override void Backward(Node node, Value gradient, ProgramBuilder program)
    {
        program.Gradients.ForParameter(node, "Biases", output => program.Sum(node, "BackwardBiases", [new Operand(0)], [gradient], [], (output, new Operand(0))));
        program.Gradients.ForParameter(node, "Weights", output => program.Add(new ConvBackwardWeights(node, Geometry(node), gradient, program.Input(node), output)));
        program.Gradients.ForInput(node.Inputs[0], output => new ConvForward(node, Geometry(node), gradient, program.Parameter(node, "Weights"), null, output));
    }

    private static ConvGeometry Geometry(Node node) => new(((ConvTranspose)node.Layer).Extent, node.Shape, node.InputShape, ((ConvTranspose)node.Layer).Groups);
}
