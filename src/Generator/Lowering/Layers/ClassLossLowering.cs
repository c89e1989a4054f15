using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Layers;

/// <summary>A loss of the label's score, the best other, and the label's rank.</summary>
internal abstract class ClassLossLowering : LossLowering
{
    /// <summary>What a pixel loses, of the operands of <see cref="ClassLossStep"/>.</summary>
    protected abstract Expression Loss(Node node);

    /// <summary>Its derivative by the score of the label or of the rival.</summary>
    protected virtual Expression Slope(Node node, Operand by) => Derivative.Of(Loss(node), by.Index);

    protected override LossStep Step(Node node, double weight, Value scores, Value? gradient) => new ClassLossStep(
        node, weight, scores, gradient, Loss(node), Slope(node, ClassLossStep.Label), Slope(node, ClassLossStep.Rival));
}

/// <summary>−log x(label).</summary>
internal sealed class LogLossLowering : ClassLossLowering
{
    /// <summary>Where the derivative stops to grow, as MatConvNet has it.</summary>
    private const double LeastProbability = 1e-8;

    protected override Expression Loss(Node node) => NegativeLogarithm(ClassLossStep.Label);

    protected override Expression Slope(Node node, Operand by) => by == ClassLossStep.Label
        ? -1 / Expression.WhereGreater(LeastProbability, ClassLossStep.Label, LeastProbability, ClassLossStep.Label)
        : 0;
}

/// <summary>max(0, 1 − x(label)).</summary>
internal sealed class HingeLossLowering : ClassLossLowering
{
    private static readonly Expression Lack = 1 - ClassLossStep.Label;

    protected override Expression Loss(Node node) => Positive(Lack);

    protected override Expression Slope(Node node, Operand by) => by == ClassLossStep.Label ? PositiveSlope(Lack, -1) : 0;
}

/// <summary>max(0, 1 − x(label) + x(rival)).</summary>
internal sealed class StructuredHingeLossLowering : ClassLossLowering
{
    private static readonly Expression Lack = 1 - ClassLossStep.Label + ClassLossStep.Rival;

    protected override Expression Loss(Node node) => Positive(Lack);

    protected override Expression Slope(Node node, Operand by) => PositiveSlope(Lack, by == ClassLossStep.Label ? -1 : 1);
}

/// <summary>1 where K classes or more score higher than the label.</summary>
internal sealed class TopKErrorLowering : ClassLossLowering
{
    protected override Expression Loss(Node node) => Expression.WhereGreater(ClassLossStep.Rank, ((TopKError)node.Layer).K - 1, 1, 0);
}
