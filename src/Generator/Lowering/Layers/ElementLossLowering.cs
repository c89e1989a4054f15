using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Layers;

/// <summary>A loss of every element by itself, of its score and its target.</summary>
internal abstract class ElementLossLowering : LossLowering
{
    protected static Operand Score => ElementLossStep.Score;

    protected static Operand Target => ElementLossStep.Target;

    /// <summary>What an element loses.</summary>
    protected abstract Expression Loss(Node node);

    /// <summary>Its derivative by the score.</summary>
    protected virtual Expression Slope(Node node) => Derivative.Of(Loss(node), Score.Index);

    protected override LossStep Step(Node node, double weight, Value scores, Value? gradient) =>
        new ElementLossStep(node, weight, scores, gradient, Loss(node), Slope(node));
}

/// <summary>log(1 + exp(−c·x)), as max(0, −c·x) + log(1 + exp(−|c·x|)): no exponential is larger than 1.</summary>
internal sealed class LogisticLossLowering : ElementLossLowering
{
    private static readonly Expression Against = -(Target * Score);

    protected override Expression Loss(Node node) => Positive(Against) + Function.Log.Of(1 + Function.Exp.Of(-Power.Magnitude(Against)));

    protected override Expression Slope(Node node) => -(Target * Function.Sigmoid.Of(Against));
}

/// <summary>max(0, 1 − c·x).</summary>
internal sealed class BinaryHingeLossLowering : ElementLossLowering
{
    private static readonly Expression Lack = 1 - (Target * Score);

    protected override Expression Loss(Node node) => Positive(Lack);

    protected override Expression Slope(Node node) => PositiveSlope(Lack, -Target);
}

/// <summary>−log(c·(x − ½) + ½).</summary>
internal sealed class BinaryLogLossLowering : ElementLossLowering
{
    protected override Expression Loss(Node node) => NegativeLogarithm((Target * (Score - 0.5)) + 0.5);

    protected override Expression Slope(Node node) => -1 / (Score + (0.5 * (Target - 1)));
}

/// <summary>1 where the score is not on the side of the threshold that the sign says; on the threshold it is on neither.</summary>
internal sealed class BinaryErrorLowering : ElementLossLowering
{
    protected override Expression Loss(Node node) => Expression.WhereGreater(Target * (Score - ((BinaryError)node.Layer).Threshold), 0, 0, 1);
}

/// <summary>½·(x − t)².</summary>
internal sealed class SquaredLossLowering : ElementLossLowering
{
    protected override Expression Loss(Node node) => 0.5 * (Score - Target) * (Score - Target);

    protected override Expression Slope(Node node) => Score - Target;
}

/// <summary>|x − t|, whose derivative is 0 where they are equal.</summary>
internal sealed class AbsoluteLossLowering : ElementLossLowering
{
    private static readonly Expression Difference = Score - Target;

    protected override Expression Loss(Node node) => Power.Magnitude(Difference);

    protected override Expression Slope(Node node) => Power.Sign(Difference);
}

/// <summary>½·σ²·d² where |d| is below 1 / σ², else |d| − ½ / σ²: MatConvNet's LossSmoothL1.</summary>
internal sealed class HuberLossLowering : ElementLossLowering
{
    private static readonly Expression Difference = Score - Target;

    protected override Expression Loss(Node node) =>
        Expression.WhereGreater(1 / Square(node), Power.Magnitude(Difference), 0.5 * Square(node) * Difference * Difference, Power.Magnitude(Difference) - (0.5 / Square(node)));

    protected override Expression Slope(Node node) =>
        Expression.WhereGreater(1 / Square(node), Power.Magnitude(Difference), Square(node) * Difference, Expression.WhereGreater(Difference, 0, 1, -1));

    private static double Square(Node node) => ((HuberLoss)node.Layer).Sigma * ((HuberLoss)node.Layer).Sigma;
}
