using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Layers;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Tests.Support;

namespace Kiln.Generator.Tests.Lowering.Expressions;

/// <summary>A layer may state its derivative in terms of its output: it is the derivative by rule, wherever that is defined.</summary>
public class StatedSlopeTests
{
    [Theory]
    [InlineData("Relu")]
    [InlineData("Relu(Leak = 0.1)")]
    [InlineData("Relu(Ceiling = 6)")]
    [InlineData("Relu(Leak = 0.01, Ceiling = 0.5)")]
    [InlineData("Sigmoid")]
    [InlineData("Tanh")]
    public void TheSlopeByTheOutputIsTheDerivative(string attribute)
    {
        NetworkGraph graph = Programs.Plain("Net", Text(attribute)).Graph;
        Node node = graph.Nodes[1];
        MapLowering lowering = (MapLowering)LayerLowering.Of(node.Layer);
        Value input = new(graph.Inputs[0], "", node.Shape), output = new(node, "", node.Shape), gradient = new(node, "Gradient", node.Shape);
        MapStep forward = lowering.Step(node, [input], output);
        (Expression backward, IReadOnlyList<Value> operands) = lowering.Gradient(node, 0, [input], gradient, output);
        Assert.DoesNotContain(input, operands);
        Expression byRule = Derivative.Of(forward.Expression, 0);

        // The steps miss 0 and the ceilings, where the slope jumps.
        for (double x = -9.97; x < 10; x += 0.0625)
        {
            double y = Evaluation.Exactly(forward.Expression, x);
            double[] values = [.. operands.Select(value => value == gradient ? 0.7 : y)];
            Assert.Equal(0.7 * Evaluation.Exactly(byRule, x), Evaluation.Exactly(backward, values), 1e-12);
        }
    }

    /// <summary>At a jump the slope is that of the branch taken: at 0 the leak, at the ceiling 0.</summary>
    [Theory]
    [InlineData("Relu", 0, 0)]
    [InlineData("Relu(Leak = 0.1)", 0, 0.1)]
    [InlineData("Relu(Ceiling = 6)", 6, 0)]
    [InlineData("Relu(Leak = 0.1, Ceiling = 6)", 6, 0)]
    public void AJumpHasTheSlopeOfTheBranchTaken(string attribute, double x, double slope)
    {
        NetworkGraph graph = Programs.Plain("Net", Text(attribute)).Graph;
        Node node = graph.Nodes[1];
        MapLowering lowering = (MapLowering)LayerLowering.Of(node.Layer);
        Value input = new(graph.Inputs[0], "", node.Shape), output = new(node, "", node.Shape), gradient = new(node, "Gradient", node.Shape);
        double y = Evaluation.Exactly(lowering.Step(node, [input], output).Expression, x);
        (Expression backward, IReadOnlyList<Value> operands) = lowering.Gradient(node, 0, [input], gradient, output);
        Assert.Equal(slope, Evaluation.Exactly(backward, [.. operands.Select(value => value == gradient ? 1 : y)]));
    }

    private static string Text(string attribute) => $$"""
        using Kiln;
        [Network] public sealed partial class Net
        {
            [Input(2, 2, 2)] public partial Layer Image { get; }
            [{{attribute}}] public partial Layer Map { get; }
        }
        """;
}
