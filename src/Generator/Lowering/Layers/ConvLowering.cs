using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Layers;

internal sealed class ConvLowering : LayerLowering
{
    public override void Forward(Node node, ProgramBuilder program) => program.Add(new ConvForward(
        node,
        Geometry(node),
        program.Input(node),
        program.Parameter(node, "Weights"),
        ((Conv)node.Layer).Bias ? program.Parameter(node, "Biases") : null,
        program.Output(node)));

    public override void Backward(Node node, Value gradient, ProgramBuilder program)
    {
        program.Gradients.ForParameter(node, "Biases", output =>
            program.Sum(node, "BackwardBiases", [new Operand(0)], [gradient], [], (output, new Operand(0))));
        program.Gradients.ForParameter(node, "Weights", output =>
            program.Add(new ConvBackwardWeights(node, Geometry(node), program.Input(node), gradient, output)));
        program.Gradients.ForInput(node.Inputs[0], output =>
            new ConvBackwardInput(node, Geometry(node), gradient, program.Parameter(node, "Weights"), output));
    }

    private static ConvGeometry Geometry(Node node) => new(node.Layer.Window, node.InputShape, node.Shape, ((Conv)node.Layer).Groups);
}
