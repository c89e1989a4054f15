using System.Collections.Generic;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Layers;

/// <summary>A random number below the rate drops a value. The backward step draws the same numbers again. Where nothing is dropped, the output is that of the layer
/// above; an input alone is copied, so that a network of nothing else has something to compute.</summary>
internal sealed class DropoutLowering : LayerLowering
{
    private static readonly Expression Masked = new Operand(0) * new Operand(1);

    public override bool HasModes(Layer layer) => ((Dropout)layer).Rate > 0 || layer.ListsInputs;

    public override void Forward(Node node, ProgramBuilder program)
    {
        if (program.IsTraining && node.Layer.ListsInputs)
            program.Add(new MapStep(node, Masked, program.Inputs(node), program.Output(node), "Forward"));
        else if (program.IsTraining && HasModes(node.Layer))
            program.Add(new MapStep(node, Kept(node), [program.Input(node), Random(node, program)], program.Output(node), "Forward"));
        else if (!HasModes(node.Layer) && !program.Input(node).Node.IsInput)
            program.Alias(node);
        else
            program.PassThrough(node);
    }

    public override void Backward(Node node, Value gradient, ProgramBuilder program)
    {
        IReadOnlyList<Value> inputs = program.Inputs(node);
        if (node.Layer.ListsInputs)
        {
            program.Gradients.ForInput(node.Inputs[0], output => new MapStep(node, Masked, [gradient, inputs[1]], output, "Backward"));
            program.Gradients.ForInput(node.Inputs[1], output => new MapStep(node, Masked, [gradient, inputs[0]], output, "BackwardMask"));
        }
        else if (HasModes(node.Layer))
            program.Gradients.ForInput(node.Inputs[0], output => new MapStep(node, Kept(node), [gradient, Random(node, program)], output, "Backward"));
        else
            program.Gradients.Add(node.Inputs[0], gradient);
    }

    private static Value Random(Node node, ProgramBuilder program) => program.Of(node, "Random", node.Shape, Extent.Random);

    private static Expression Kept(Node node)
    {
        double rate = ((Dropout)node.Layer).Rate;
        return Expression.WhereGreater(rate, new Operand(1), 0, new Operand(0) * (1 / (1 - rate)));
    }
}
