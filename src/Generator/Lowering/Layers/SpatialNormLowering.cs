using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Layers;

/// <summary>y = x · f^−β, f = 1 + α·m, m the means of x² in windows; dx = s − 2αβ · x · (means' gradient of s·x / f) with s = f^−β · dy.</summary>
internal sealed class SpatialNormLowering : LayerLowering
{
    private static readonly Expression X = new Operand(0), Y = new Operand(1), Z = new Operand(2);

    public override void Forward(Node node, ProgramBuilder program)
    {
        SpatialNorm layer = (SpatialNorm)node.Layer;
        Value x = program.Input(node), means = Means(node, program);
        program.Add(new AvgPoolForward(node, layer.Around, X * X, x, means));
        program.Add(new MapStep(node, X * Power.Of(Factor(layer, Y), -layer.Beta), [x, means], program.Output(node), "Forward"));
    }

    public override void Backward(Node node, Value gradient, ProgramBuilder program)
    {
        SpatialNorm layer = (SpatialNorm)node.Layer;
        Value x = program.Input(node), means = Means(node, program);
        Value scaled = program.Of(node, "Scaled", node.Shape), products = program.Of(node, "Products", node.Shape), spread = program.Of(node, "Spread", node.Shape);
        program.Pass = program.Gradients.PassOf(node.Inputs[0]);
        program.Add(new MapStep(node, X * Power.Of(Factor(layer, Y), -layer.Beta), [gradient, means], scaled, "BackwardScaled"));
        program.Add(new MapStep(node, X * Y / Factor(layer, Z), [scaled, x, means], products, "BackwardProducts"));
        program.Add(new AvgPoolBackward(node, layer.Around, products, spread));
        program.Gradients.ForInput(node.Inputs[0], output =>
            new MapStep(node, X - (2 * layer.Alpha * layer.Beta * Y * Z), [scaled, x, spread], output, "Backward"));
    }

    private static Expression Factor(SpatialNorm layer, Expression mean) => (layer.Alpha * mean) + 1;

    private static Value Means(Node node, ProgramBuilder program) => program.Of(node, "Means", node.Shape);
}
