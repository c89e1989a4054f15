using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Layers;

/// <summary>y = x − α·L^β, L = max(Σ x², 1e−8); dx = dy − 2αβ · x · L^(β−1) · Σ dy, where the bound holds dx = dy.</summary>
internal sealed class NormOffsetLowering : LayerLowering
{
    private static readonly Expression X = new Operand(0), Y = new Operand(1), Z = new Operand(2);

    public override void Forward(Node node, ProgramBuilder program)
    {
        NormOffset layer = (NormOffset)node.Layer;
        Value squares = Row(node, "Squares", program), offsets = Row(node, "Offsets", program);
        program.Add(new Reduction(node, Axes.Channels, X * X, [program.Input(node)], Power.Larger(X, NormOffset.Least), [], squares, "Squares"));
        program.Add(new MapStep(node, layer.Alpha * Power.Of(X, layer.Beta), [squares], offsets, "Offsets"));
        program.Add(new BroadcastStep(node, X - Y, [program.Input(node), offsets], program.Output(node), "Forward"));
    }

    public override void Backward(Node node, Value gradient, ProgramBuilder program)
    {
        NormOffset layer = (NormOffset)node.Layer;
        Value squares = Row(node, "Squares", program), sums = Row(node, "Sums", program);
        program.Pass = program.Gradients.PassOf(node.Inputs[0]);
        Expression factor = Expression.WhereGreater(Y, NormOffset.Least, X * (2 * layer.Alpha * layer.Beta * Power.Of(Y, layer.Beta - 1)), 0);
        program.Add(new Reduction(node, Axes.Channels, X, [gradient], factor, [squares], sums, "BackwardSums"));
        program.Gradients.ForInput(node.Inputs[0], output => new BroadcastStep(node, X - (Y * Z), [gradient, program.Input(node), sums], output, "Backward"));
    }

    /// <summary>One number a pixel.</summary>
    private static Value Row(Node node, string role, ProgramBuilder program) => program.Of(node, role, node.Shape with { Channels = 1 });
}
