using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Layers;

/// <summary>y = x · f^−β, f = 1 + α·m, m the means of x² in windows; dx = f^−β · dy − 2αβ · x · (means' gradient of f^(−β−1)·dy·x).</summary>
internal sealed class SpatialNormLowering : LayerLowering
{
    private static readonly Expression X = new Operand(0), Y = new Operand(1), Z = new Operand(2);

    public override void Forward(Node node, ProgramBuilder program)
    {
        SpatialNorm layer = (SpatialNorm)node.Layer;
        Value x = program.Input(node), squares = program.Of(node, "Squares", node.Shape), means = Means(node, program);
        program.Add(new MapStep(node, X * X, [x], squares, "Squares"));
        program.Add(new AvgPoolForward(node, layer.Around, squares, means));
        program.Add(new MapStep(node, X * Power.Of(Factor(layer, Y), -layer.Beta), [x, means], program.Output(node), "Forward"));
    }

    public override void Backward(Node node, Value gradient, ProgramBuilder program)
    {
        SpatialNorm layer = (SpatialNorm)node.Layer;
        Value x = program.Input(node), means = Means(node, program), products = program.Of(node, "Products", node.Shape), spread = program.Of(node, "Spread", node.Shape);
        program.Pass = program.Gradients.PassOf(node.Inputs[0]);
        program.Add(new MapStep(node, X * Y * Power.Of(Factor(layer, Z), -layer.Beta - 1), [gradient, x, means], products, "BackwardProducts"));
        program.Add(new AvgPoolBackward(node, layer.Around, products, spread));
        program.Gradients.ForInput(node.Inputs[0], output => new MapStep(
            node,
            (X * Power.Of(Factor(layer, Y), -layer.Beta)) - (2 * layer.Alpha * layer.Beta * Z * new Operand(3)),
            [gradient, means, x, spread],
            output,
            "Backward"));
    }

    private static Expression Factor(SpatialNorm layer, Expression mean) => (layer.Alpha * mean) + 1;

    private static Value Means(Node node, ProgramBuilder program) => program.Of(node, "Means", node.Shape);
}
