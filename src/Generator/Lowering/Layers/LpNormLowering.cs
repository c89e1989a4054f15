using System.Collections.Generic;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Layers;

/// <summary>y = x / n, n = (Σ |x|^p + ε)^(1/p); dx = dy/n − sign(x)·|x|^(p−1) · Σ dy·x / n^(p+1).</summary>
internal sealed class LpNormLowering : LayerLowering
{
    private static readonly Expression X = new Operand(0), Y = new Operand(1), Z = new Operand(2);

    public override void Forward(Node node, ProgramBuilder program)
    {
        Value x = program.Input(node), norms;
        if (((LpNorm)node.Layer).Own is { } norm)
        {
            norms = Norms(node, norm, program);
            program.Add(OfNorm(node, norm, x, norms));
        }
        else
        {
            norms = program.Inputs(node)[1];
        }

        program.Add(new BroadcastStep(node, X / Y, [x, norms], program.Output(node), "Forward"));
    }

    public override void Backward(Node node, Value gradient, ProgramBuilder program)
    {
        IReadOnlyList<Value> inputs = program.Inputs(node);
        Value x = inputs[0];
        if (((LpNorm)node.Layer).Own is not { } norm)
        {
            program.Gradients.ForInput(node.Inputs[0], output => new BroadcastStep(node, X / Y, [gradient, inputs[1]], output, "Backward"));
            ScaleLowering.ForSmaller(node, 1, -(X * Y) / (Z * Z), [gradient, x, inputs[1]], program);
            return;
        }

        Value norms = Norms(node, norm, program), products = Of(node, norm.Axes, "Products", program);
        program.Pass = program.Gradients.PassOf(node.Inputs[0]);
        program.Add(new Reduction(node, norm.Axes, X * Y, [gradient, x], X / Power.Of(Y, norm.Exponent + 1), [norms], products, "BackwardSums"));
        Expression slope = Slope(new Operand(2), norm.Exponent);
        program.Gradients.ForInput(node.Inputs[0], output => new BroadcastStep(
            node, (X / Y) - (slope * new Operand(3)), [gradient, norms, x, products], output, "Backward"));
    }

    /// <summary>The step that computes norms.</summary>
    public static Reduction OfNorm(Node node, Norm norm, Value x, Value norms) => new(
        node, norm.Axes, Term(X, norm.Exponent), [x], Power.Of(X + norm.Epsilon, 1 / norm.Exponent), [], norms, "Norms");

    /// <summary>sign(x)·|x|^(p−1), of even p a plain power.</summary>
    public static Expression Slope(Expression x, double exponent) =>
        exponent == 2 ? x
        : exponent == 4 ? x * x * x
        : Power.Sign(x) * Power.OfMagnitude(Power.Magnitude(x), exponent - 1);

    private static Expression Term(Expression x, double exponent) =>
        exponent == 2 ? x * x
        : exponent == 4 ? x * x * (x * x)
        : Power.OfMagnitude(Power.Magnitude(x), exponent);

    private static Value Norms(Node node, Norm norm, ProgramBuilder program) => Of(node, norm.Axes, "Norms", program);

    /// <summary>A value with one element along the axes: of each image, or of all together.</summary>
    private static Value Of(Node node, Axes axes, string role, ProgramBuilder program) =>
        program.Of(node, role, node.InputShape.Without(axes), axes.HasFlag(Axes.Images) ? Extent.Channel : Extent.Image);
}

/// <summary>n = (Σ |x|^p + ε)^(1/p); dx = dn · sign(x)·|x|^(p−1) · n^(1−p).</summary>
internal sealed class LpNormsLowering : LayerLowering
{
    public override void Forward(Node node, ProgramBuilder program) =>
        program.Add(LpNormLowering.OfNorm(node, ((LpNorms)node.Layer).Norm, program.Input(node), program.Output(node)));

    public override void Backward(Node node, Value gradient, ProgramBuilder program)
    {
        double exponent = ((LpNorms)node.Layer).Norm.Exponent;
        Expression dn = new Operand(0), n = new Operand(1), x = new Operand(2);
        program.Gradients.ForInput(node.Inputs[0], output => new BroadcastStep(
            node, dn * Power.Of(n, 1 - exponent) * LpNormLowering.Slope(x, exponent), [gradient, program.Output(node), program.Input(node)], output, "Backward"));
    }
}
