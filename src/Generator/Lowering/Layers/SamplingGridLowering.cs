using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Layers;

internal sealed class SamplingGridLowering : LayerLowering
{
    public override void Forward(Node node, ProgramBuilder program) =>
        program.Add(new GridForward(node, ((SamplingGrid)node.Layer).Coordinates, program.Input(node), program.Output(node)));

    public override void Backward(Node node, Value gradient, ProgramBuilder program) =>
        program.Gradients.ForInput(node.Inputs[0], output => new GridBackward(node, ((SamplingGrid)node.Layer).Coordinates, gradient, output));
}
