using System.Collections.Generic;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Layers;

/// <summary>y = factor · x + offset, where factor and offset follow from the moments of the batch in training, else from the kept ones.</summary>
/// <remarks>Ioffe and Szegedy 2015, arXiv:1502.03167. With d = x − mean and r = 1 / √(variance + ε) the gradients over N elements per channel are
/// <c>dshift = Σ dy</c>, <c>dscale = r · Σ dy·d</c>, <c>dx = factor · (dy − Σ dy / N − d · r² · Σ dy·d / N)</c>; of frozen moments <c>dx = factor · dy</c>.</remarks>
internal sealed class BatchNormLowering : LayerLowering
{
    public override bool HasModes(Layer layer) => !((BatchNorm)layer).UsesKept;

    public override void Forward(Node node, ProgramBuilder program)
    {
        (Value factor, Value offset) = program.IsTraining && !UsesKept(node) ? OfBatch(node, program) : OfKept(node, program);
        program.Add(new MapStep(node, Expression.Affine, [program.Input(node), factor, offset], program.Output(node), "Forward"));
    }

    public override void Backward(Node node, Value gradient, ProgramBuilder program)
    {
        if (UsesKept(node))
        {
            OfKeptMoments(node, gradient, program);
            program.Gradients.ForInput(node.Inputs[0], output => new MapStep(
                node, new Operand(0) * new Operand(1), [gradient, OfKept(node, program).Factor], output, "Backward"));
            return;
        }

        Value x = program.Input(node), mean = Moment(node, "Mean", program);
        Value factor = program.Channel(node, "Factor"), slope = program.Channel(node, "Slope"), constant = program.Channel(node, "Constant");
        Expression sum = new Operand(0), product = new Operand(1), inverse = new Operand(2), f = new Operand(3), m = new Operand(4), n = new Count();
        Expression bySlope = -(f * inverse * inverse * product / n), byConstant = -(f * sum / n) - (m * bySlope);

        // The sums serve the parameters and the input alike.
        program.Pass = Pass.Backward;
        program.Sum(
            node,
            "BackwardScale",
            [new Operand(0), new Operand(0) * (new Operand(1) - new Operand(2))],
            [gradient, x, mean],
            [program.Channel(node, "InverseDeviation"), factor, mean],
            (program.Gradients.PartOf(node, "Shift"), sum),
            (program.Gradients.PartOf(node, "Scale"), product * inverse),
            (slope, bySlope),
            (constant, byConstant));
        program.Gradients.Gather(node, "Shift", "Scale");
        program.Gradients.ForInput(node.Inputs[0], output => new MapStep(
            node,
            (new Operand(0) * new Operand(1)) + ((new Operand(2) * new Operand(3)) + new Operand(4)),
            [gradient, factor, x, slope, constant],
            output,
            "Backward"));
    }

    private static bool UsesKept(Node node) => ((BatchNorm)node.Layer).UsesKept;

    /// <summary>The gradients by scale and shift where the moments are constants.</summary>
    private static void OfKeptMoments(Node node, Value gradient, ProgramBuilder program)
    {
        Value mean = program.Parameter(node, "Mean"), variance = program.Parameter(node, "Variance");
        Expression distance = new Operand(1) - new Operand(2);
        program.Gradients.ForParameter(node, "Scale", output => program.Sum(
            node, "BackwardScale", [new Operand(0) * distance], [gradient, program.Input(node), mean], [variance], (output, new Operand(0) * Inverse(node, new Operand(1)))));
        program.Gradients.ForParameter(node, "Shift", output => program.Sum(node, "BackwardShift", [new Operand(0)], [gradient], [], (output, new Operand(0))));
    }

    private static (Value Factor, Value Offset) OfBatch(Node node, ProgramBuilder program)
    {
        Value x = program.Input(node), factor = program.Channel(node, "Factor"), offset = program.Channel(node, "Offset");
        Value moments = program.Of(node, "Moments", new Shape(2, 1, node.InputShape.Channels), Extent.Chunk);
        Expression mean = new Operand(0), variance = new Operand(1) / new Count(), scale = new Operand(2), shift = new Operand(3);
        Expression inverse = Inverse(node, variance);
        program.Add(new ChannelMoments(node, x, moments));
        program.Add(new ChannelFinish(
            node,
            moments,
            2,
            AreMoments: true,
            [program.Parameter(node, "Scale"), program.Parameter(node, "Shift")],
            [
                (Moment(node, "Mean", program), mean),
                (Moment(node, "Variance", program), variance),
                (program.Channel(node, "InverseDeviation"), inverse),
                (factor, scale * inverse),
                (offset, shift - (mean * (scale * inverse))),
            ],
            x,
            "Statistics"));
        foreach (string role in new[] { "Mean", "Variance" })
        {
            // The kept moments move towards the mean of what the layers that have them see.
            if (Users(node, role, program) is var users && users[users.Count - 1] == node)
                program.Gather(node, users, role, 1.0 / users.Count);
        }

        return (factor, offset);
    }

    /// <summary>A moment of the batch that a layer sees, in the place of the kept one unless other layers have that too.</summary>
    private static Value Moment(Node node, string role, ProgramBuilder program) =>
        program.PartOf(node, Users(node, role, program), role);

    private static IReadOnlyList<Node> Users(Node node, string role, ProgramBuilder program) => program.Graph.UsersOf(node.Parameter(role)!);

    private static (Value Factor, Value Offset) OfKept(Node node, ProgramBuilder program)
    {
        Value factor = program.Channel(node, "KeptFactor", Extent.ParameterChannel), offset = program.Channel(node, "KeptOffset", Extent.ParameterChannel);
        List<Value> operands = [program.Parameter(node, "Scale"), program.Parameter(node, "Shift"), program.Parameter(node, "Mean"), program.Parameter(node, "Variance")];
        Expression scaled = new Operand(0) * Inverse(node, new Operand(3));
        program.Prepare(new ChannelMap(node, operands, [(factor, scaled), (offset, new Operand(1) - (new Operand(2) * scaled))], "Kept"));
        return (factor, offset);
    }

    private static Expression Inverse(Node node, Expression variance) => 1 / new Unary(Operation.SquareRoot, variance + ((BatchNorm)node.Layer).Epsilon);
}
