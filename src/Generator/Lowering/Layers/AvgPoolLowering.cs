using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Layers;

internal sealed class AvgPoolLowering : LayerLowering
{
    public override void Forward(Node node, ProgramBuilder program) =>
        program.Add(new AvgPoolForward(node, Window(node, program), new Operand(0), program.Input(node), program.Output(node)));

    public override void Backward(Node node, Value gradient, ProgramBuilder program) =>
        program.Gradients.ForInput(node.Inputs[0], output => new AvgPoolBackward(node, Window(node, program), gradient, output));
}
