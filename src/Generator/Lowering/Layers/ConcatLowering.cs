using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Layers;

internal sealed class ConcatLowering : LayerLowering
{
    public override void Forward(Node node, ProgramBuilder program) =>
        program.Add(new Join(node, program.Inputs(node), program.Output(node)));

    public override void Backward(Node node, Value gradient, ProgramBuilder program)
    {
        int channel = 0;
        foreach (Node input in node.Inputs)
        {
            int first = channel;
            program.Gradients.ForInput(input, output => new Slice(node, gradient, first, output));
            channel += input.Shape.Channels;
        }
    }
}
