using System.Collections.Generic;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Layers;

internal sealed class ScaleLowering : LayerLowering
{
    private static readonly Expression X = new Operand(0), Factor = new Operand(1);

    public override void Forward(Node node, ProgramBuilder program)
    {
        List<Value> operands = [program.Input(node), program.Parameter(node, "Scale")];
        Expression scaled = X * Factor;
        if (node.Parameter("Shift") is not null)
        {
            operands.Add(program.Parameter(node, "Shift"));
            scaled += new Operand(2);
        }

        program.Add(new MapStep(node, scaled, operands, program.Output(node), "Forward"));
    }

    public override void Backward(Node node, Value gradient, ProgramBuilder program)
    {
        program.Gradients.ForParameter(node, "Scale", output =>
            program.Sum(node, "BackwardScale", [new Operand(0) * new Operand(1)], [gradient, program.Input(node)], [], (output, new Operand(0))));
        program.Gradients.ForParameter(node, "Shift", output =>
            program.Sum(node, "BackwardShift", [new Operand(0)], [gradient], [], (output, new Operand(0))));
        program.Gradients.ForInput(node.Inputs[0], output => new MapStep(
            node, X * Factor, [gradient, program.Parameter(node, "Scale")], output, "Backward"));
    }
}
