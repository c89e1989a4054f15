using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Layers;

/// <summary>A layer kind that is one expression of its inputs, element by element: forward and backward follow from it.</summary>
internal abstract class MapLowering : LayerLowering
{
    /// <summary>What an element becomes; operand i is input i.</summary>
    protected abstract Expression Expression(Node node);

    /// <summary>The derivative by an input, in terms of the output if possible: then the input need not be kept.</summary>
    protected virtual Expression Slope(Node node, int input) => Derivative.Of(Expression(node), input);

    /// <summary>Whether the output never gets smaller where the input gets larger.</summary>
    public virtual bool IsMonotone => false;

    public override void Forward(Node node, ProgramBuilder program)
    {
        if (program.IsPostponed(node))
            program.Alias(node);
        else
            program.Add(Step(node, program.Inputs(node), program.Output(node)));
    }

    public override void Backward(Node node, Value gradient, ProgramBuilder program)
    {
        IReadOnlyList<Value> inputs = program.Inputs(node);
        for (int input = 0; input < node.Inputs.Count; input++)
        {
            (Expression expression, IReadOnlyList<Value> used) = Gradient(node, input, inputs, gradient, program.Output(node));
            if (expression is Operand)
                program.Gradients.Add(node.Inputs[input], gradient);
            else if (used.Count == 0)
                program.Gradients.ForInput(node.Inputs[input], output => new MapStep(node, expression, [gradient], output, "Backward"));
            else
                program.Gradients.ForInput(node.Inputs[input], output => new MapStep(node, expression, used, output, "Backward"));
        }
    }

    /// <summary>The layer's expression of some values.</summary>
    public MapStep Step(Node node, IReadOnlyList<Value> inputs, Value output) => new(node, Expression(node), inputs, output, "Forward");

    /// <summary>The gradient by an input, and the values that it needs.</summary>
    public (Expression Expression, IReadOnlyList<Value> Operands) Gradient(Node node, int input, IReadOnlyList<Value> inputs, Value gradient, Value output)
    {
        Expression slope = Derivative.Replace(Slope(node, input), part => part is Result ? new Operand(inputs.Count + 1) : null);
        return Operands.Compact(new Operand(inputs.Count) * slope, [.. inputs, gradient, output]);
    }
}
