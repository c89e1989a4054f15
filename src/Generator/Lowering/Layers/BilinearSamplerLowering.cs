using System.Collections.Generic;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Layers;

internal sealed class BilinearSamplerLowering : LayerLowering
{
    public override void Forward(Node node, ProgramBuilder program)
    {
        IReadOnlyList<Value> inputs = program.Inputs(node);
        program.Add(new SampleForward(node, inputs[0], inputs[1], program.Output(node)));
    }

    public override void Backward(Node node, Value gradient, ProgramBuilder program)
    {
        IReadOnlyList<Value> inputs = program.Inputs(node);
        program.Gradients.ForInput(node.Inputs[0], output => new SampleBackwardMap(node, gradient, inputs[1], output));
        program.Gradients.ForInput(node.Inputs[1], output => new SampleBackwardGrid(node, gradient, inputs[0], inputs[1], output));
    }
}
