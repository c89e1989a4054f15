using System.Collections.Generic;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Layers;

internal sealed class ScaleLowering : LayerLowering
{
    private static readonly Expression X = new Operand(0), Factor = new Operand(1);

    public override void Forward(Node node, ProgramBuilder program)
    {
        if (((Scale)node.Layer).ListsInputs)
        {
            program.Add(new BroadcastStep(node, node.Inputs.Count == 3 ? Expression.Affine : X * Factor, program.Inputs(node), program.Output(node), "Forward"));
            return;
        }

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
        if (((Scale)node.Layer).ListsInputs)
        {
            IReadOnlyList<Value> inputs = program.Inputs(node);
            program.Gradients.ForInput(node.Inputs[0], output => new BroadcastStep(node, X * Factor, [gradient, inputs[1]], output, "Backward"));
            ForSmaller(node, 1, X * Factor, [gradient, inputs[0]], program);
            if (inputs.Count == 3)
                ForSmaller(node, 2, X, [gradient], program);

            return;
        }

        program.Gradients.ForParameter(node, "Scale", output =>
            program.Sum(node, "BackwardScale", [new Operand(0) * new Operand(1)], [gradient, program.Input(node)], [], (output, new Operand(0))));
        program.Gradients.ForParameter(node, "Shift", output =>
            program.Sum(node, "BackwardShift", [new Operand(0)], [gradient], [], (output, new Operand(0))));
        program.Gradients.ForInput(node.Inputs[0], output => new MapStep(
            node, X * Factor, [gradient, program.Parameter(node, "Scale")], output, "Backward"));
    }

    /// <summary>Adds the gradient by an input that may serve several rows, columns or channels of the first: the sum over them.</summary>
    /// <param name="node">The layer.</param>
    /// <param name="input">Which of its inputs.</param>
    /// <param name="term">What each element of the first input gives.</param>
    /// <param name="operands">The term's.</param>
    /// <param name="program">Where the step goes.</param>
    public static void ForSmaller(Node node, int input, Expression term, IReadOnlyList<Value> operands, ProgramBuilder program)
    {
        Axes axes = node.Inputs[input].Shape.Single(node.InputShape);
        string suffix = System.FormattableString.Invariant($"BackwardInput{input + 1}");
        program.Gradients.ForInput(node.Inputs[input], output => axes == Axes.None
            ? new BroadcastStep(node, term, operands, output, suffix)
            : new Reduction(node, axes, term, operands, X, [], output, suffix));
    }
}
