using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Layers;

internal sealed class FlattenLowering : LayerLowering
{
    public override void Forward(Node node, ProgramBuilder program) => program.Add(new Reshape(node, program.Input(node), program.Output(node), "Forward"));

    public override void Backward(Node node, Value gradient, ProgramBuilder program) =>
        program.Gradients.ForInput(node.Inputs[0], output => new Reshape(node, gradient, output, "Backward"));
}
