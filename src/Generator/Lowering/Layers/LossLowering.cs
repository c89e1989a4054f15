using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Layers;

/// <summary>A kind of loss, whose one step computes the gradient in the forward run.</summary>
internal abstract class LossLowering : LayerLowering
{
    public override void Forward(Node node, ProgramBuilder program)
    {
        Loss loss = (Loss)node.Layer;
        double weight = loss.Weight / (loss.AveragePixels ? node.InputShape.Pixels : 1);
        program.Add(Step(node, weight, program.Input(node), loss.Trains ? program.Gradients.OfScores(node) : null));
    }

    public override void Backward(Node node, Value gradient, ProgramBuilder program)
    {
    }

    /// <param name="node">The layer.</param>
    /// <param name="weight">What the gradient is multiplied by.</param>
    /// <param name="scores">The scores.</param>
    /// <param name="gradient">Their gradient; null for a measure of errors.</param>
    protected abstract LossStep Step(Node node, double weight, Value scores, Value? gradient);

    /// <summary>max(x, 0), which stays no number where x is none: a network that diverged must not look faultless.</summary>
    protected static Expression Positive(Expression x) => Expression.WhereGreater(0, x, 0, x);

    /// <summary>The derivative of <see cref="Positive"/>, 0 at the kink as MatConvNet has it.</summary>
    /// <param name="x">What is positive or not.</param>
    /// <param name="slope">The derivative of x.</param>
    protected static Expression PositiveSlope(Expression x, Expression slope) => Expression.WhereGreater(x, 0, slope, 0);

    /// <summary>−log of a probability: ∞ at 0, and for what is none. The logarithm takes normal numbers, so what is smaller counts as the smallest of these.</summary>
    protected static Expression NegativeLogarithm(Expression probability)
    {
        Expression normal = Expression.WhereGreater(Power.SmallestNormal, probability, Power.SmallestNormal, probability);
        return Expression.WhereGreater(probability, 0, -Function.Log.Of(normal), double.PositiveInfinity);
    }
}

internal sealed class SoftmaxLossLowering : LossLowering
{
    protected override LossStep Step(Node node, double weight, Value scores, Value? gradient) => new SoftmaxLossStep(node, weight, scores, gradient);
}
