using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Layers;

/// <summary>The pool, then the expressions that were postponed until after it.</summary>
internal sealed class MaxPoolLowering : LayerLowering
{
    public override void Forward(Node node, ProgramBuilder program)
    {
        Node[] maps = [.. program.PostponedTo(node)];
        IReadOnlyList<Value> values = Values(node, program);
        program.Add(new MaxPoolForward(node, Window(node, program), program.Input(node), values[0], program.Graph.Trainable ? Winners(node, program) : null));
        for (int i = 0; i < maps.Length; i++)
            program.Add(((MapLowering)Of(maps[i].Layer)).Step(maps[i], [values[i]], values[i + 1]));
    }

    public override void Backward(Node node, Value gradient, ProgramBuilder program)
    {
        Node[] maps = [.. program.PostponedTo(node)];
        IReadOnlyList<Value> values = Values(node, program);
        Node input = program.BeforePostponed(node.Inputs[0]);
        program.Pass = program.Gradients.PassOf(input);
        for (int i = maps.Length - 1; i >= 0; i--)
        {
            (Expression expression, IReadOnlyList<Value> operands) = ((MapLowering)Of(maps[i].Layer)).Gradient(maps[i], 0, [values[i]], gradient, values[i + 1]);
            gradient = program.Of(node, $"GradientBefore{maps[i].Code}", node.Shape);
            program.Add(new MapStep(maps[i], expression, operands, gradient, "Backward"));
        }

        Value routed = gradient;
        program.Gradients.ForInput(input, output => new MaxPoolBackward(node, Window(node, program), routed, Winners(node, program), output));
    }

    /// <summary>The pooled map, and it after each postponed expression; the last is the layer's output.</summary>
    private static IReadOnlyList<Value> Values(Node node, ProgramBuilder program)
    {
        Node[] maps = [.. program.PostponedTo(node)];
        return [.. maps.Select(map => program.Of(node, $"Before{map.Code}", node.Shape)), program.Output(node)];
    }

    private static Value Winners(Node node, ProgramBuilder program)
    {
        Window window = Window(node, program);
        return program.Of(node, "Winners", node.Shape, Extent.Image, Value.Numbering((long)window.Height * window.Width));
    }
}
