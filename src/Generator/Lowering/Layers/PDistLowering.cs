using System.Collections.Generic;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Layers;

/// <summary>y = w · S^(1/p), S = Σ |a − b|^p over channels. The gradient by a is that of y times a number a pixel times a slope of the difference; by b it is the negative of it.</summary>
internal sealed class PDistLowering : LayerLowering
{
    private static readonly Expression X = new Operand(0), Y = new Operand(1), Z = new Operand(2);

    public override void Forward(Node node, ProgramBuilder program)
    {
        PDist layer = (PDist)node.Layer;
        IReadOnlyList<Value> inputs = program.Inputs(node);
        Value sums = Row(node, "Sums", program), distances = layer.Aggregate ? Row(node, "Distances", program) : program.Output(node);
        program.Add(new Reduction(node, Axes.Channels, Term(layer, X - Y), [inputs[0], inputs[1]], X, [], sums, "Sums"));
        program.Add(new MapStep(
            node, inputs.Count == 3 ? Root(layer, X) * Y : Root(layer, X), inputs.Count == 3 ? [sums, inputs[2]] : [sums], distances, "Distances"));
        if (layer.Aggregate)
            program.Add(new Reduction(node, Axes.Rows | Axes.Columns, X, [distances], X, [], program.Output(node), "Forward"));
    }

    public override void Backward(Node node, Value gradient, ProgramBuilder program)
    {
        PDist layer = (PDist)node.Layer;
        IReadOnlyList<Value> inputs = program.Inputs(node);
        Value sums = Row(node, "Sums", program), factors = Row(node, "Factors", program);
        Expression factor = X * Factor(layer, Y), slope = Slope(layer, Y - Z);

        // The numbers a pixel serve both maps.
        program.Pass = program.Gradients.Learns(node.Inputs[0]) || program.Gradients.Learns(node.Inputs[1]) ? Pass.Backward : Pass.BackwardOnRequest;
        program.Add(new BroadcastStep(
            node, inputs.Count == 3 ? factor * Z : factor, inputs.Count == 3 ? [gradient, sums, inputs[2]] : [gradient, sums], factors, "BackwardFactors"));
        Value[] operands = [factors, inputs[0], inputs[1]];
        program.Gradients.ForInput(node.Inputs[0], output => new BroadcastStep(node, X * slope, operands, output, "Backward"));
        ScaleLowering.ForSmaller(node, 1, -(X * slope), operands, program);
        if (inputs.Count == 3)
            program.Gradients.ForInput(node.Inputs[2], output => new BroadcastStep(node, X * Root(layer, Y), [gradient, sums], output, "BackwardWeights"));
    }

    /// <summary>One number a pixel.</summary>
    private static Value Row(Node node, string role, ProgramBuilder program) => program.Of(node, role, node.InputShape with { Channels = 1 });

    private static Expression Term(PDist layer, Expression difference) =>
        layer.Exponent == 2 ? difference * difference : Power.OfMagnitude(Power.Magnitude(difference), layer.Exponent);

    private static Expression Root(PDist layer, Expression sum) => layer.NoRoot ? sum : Power.OfMagnitude(sum, 1 / layer.Exponent);

    /// <summary>What the slope of every difference is multiplied by.</summary>
    private static Expression Factor(PDist layer, Expression sum)
    {
        double p = layer.Exponent;
        return layer.NoRoot ? p
            : p == 1 ? 1
            : p < 1 ? Power.OfMagnitude(sum, (1 - p) / p)
            : Power.Of(Power.Larger(sum, layer.Epsilon), (1 - p) / p);
    }

    /// <summary>sign(d)·|d|^(p−1).</summary>
    private static Expression Slope(PDist layer, Expression difference)
    {
        double p = layer.Exponent;
        return p == 1 ? Power.Sign(difference)
            : p == 2 ? difference
            : p < 1 ? Power.Sign(difference) * Power.Of(Power.Larger(Power.Magnitude(difference), layer.Epsilon), p - 1)
            : Power.Sign(difference) * Power.OfMagnitude(Power.Magnitude(difference), p - 1);
    }
}
