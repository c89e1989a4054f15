using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Expressions;

namespace Kiln.Generator.Lowering.Steps;

/// <summary>Loss and gradient of every pixel's scores, in one step: most of what the one needs serves the other.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Weight">What the gradient is multiplied by.</param>
/// <param name="Scores">The scores.</param>
/// <param name="Gradient">Their gradient; null for a measure of errors.</param>
internal abstract record LossStep(Node Node, double Weight, Value Scores, Value? Gradient) : Step(Node)
{
    public override string Suffix => "Forward";

    public override IReadOnlyList<Value> Reads => [Scores];

    public override IReadOnlyList<Value> Writes => Present(Gradient);

    public override Step Of(Func<Value, Value> other) => this with { Scores = other(Scores), Gradient = Maybe(Gradient, other) };

    /// <summary>What the gradient is multiplied by, in a formula.</summary>
    protected string Share => FormattableString.Invariant($"{(Weight == 1 ? "" : FormattableString.Invariant($" · {Weight}"))} / images");
}

/// <summary>Softmax loss: the exponentials of all classes serve loss and gradient.</summary>
internal sealed record SoftmaxLossStep(Node Node, double Weight, Value Scores, Value? Gradient) : LossStep(Node, Weight, Scores, Gradient)
{
    public override string Formula =>
        $"{Node.Name} = log Σ(k) exp {Short(Scores)}(i, j, k) - {Short(Scores)}(i, j, label); {Short(Gradient!)} = (softmax - [k = label]){Share}";
}

/// <summary>A loss of the score of the label and of the best other, whose gradient is 0 elsewhere.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Weight">What the gradient is multiplied by.</param>
/// <param name="Scores">The scores.</param>
/// <param name="Gradient">Their gradient; null for a measure of errors.</param>
/// <param name="Loss">What a pixel loses, of the operands below.</param>
/// <param name="OfLabel">Its derivative by the score of the label.</param>
/// <param name="OfRival">Its derivative by the best other score.</param>
internal sealed record ClassLossStep(Node Node, double Weight, Value Scores, Value? Gradient, Expression Loss, Expression OfLabel, Expression OfRival)
    : LossStep(Node, Weight, Scores, Gradient)
{
    /// <summary>The score of the label, the best other, and how many classes score higher.</summary>
    public static readonly Operand Label = new(0), Rival = new(1), Rank = new(2);

    /// <summary>Whether some expression needs the best other score.</summary>
    public bool NeedsRival => new[] { Loss, OfLabel, OfRival }.Any(expression => expression.Uses(Rival.Index) > 0);

    public override string Formula
    {
        get
        {
            string loss = $"{Node.Name} = {Text(Loss)}";
            string rival = OfRival is Constant { Value: 0 } ? "" : $"({Text(OfRival)}){Share} at the rival, ";
            return Gradient is null ? loss : $"{loss}; {Short(Gradient)} = ({Text(OfLabel)}){Share} at the label, {rival}else 0";
        }
    }

    private string Text(Expression expression) => Expressions.Formula.Of(expression, [$"{Short(Scores)}(i, j, label)", $"{Short(Scores)}(i, j, rival)", "rank(label)"], "");
}

/// <summary>A loss of every element by itself; a pixel's is their sum.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Weight">What the gradient is multiplied by.</param>
/// <param name="Scores">The scores.</param>
/// <param name="Gradient">Their gradient; null for a measure of errors.</param>
/// <param name="Loss">What an element loses, of its score and its target.</param>
/// <param name="Slope">Its derivative by the score.</param>
internal sealed record ElementLossStep(Node Node, double Weight, Value Scores, Value? Gradient, Expression Loss, Expression Slope) : LossStep(Node, Weight, Scores, Gradient)
{
    /// <summary>The score and what it is compared with.</summary>
    public static readonly Operand Score = new(0), Target = new(1);

    /// <summary>What an element counts: 0 where its label is ignored. And what its gradient is multiplied by beside that.</summary>
    private static readonly Operand Counts = new(2), Scale = new(3);

    /// <summary>The loss of an element as it counts. What does not count is 0 even where it is not a number.</summary>
    public Expression Counted => Expression.WhereGreater(Counts, 0, Counts * Loss, 0);

    /// <summary>The gradient of an element as it counts, of the share of an image as the last operand.</summary>
    public Expression CountedSlope => Expression.WhereGreater(Counts, 0, Counts * Scale * Slope, 0);

    public override string Formula
    {
        get
        {
            string loss = $"{Node.Name} = Σ(k) {Text(Loss)}";
            return Gradient is null ? loss : $"{loss}; {Short(Gradient)} = ({Text(Slope)}){Share}";
        }
    }

    private string Text(Expression expression) => Expressions.Formula.Of(expression, [$"{Short(Scores)}(i, j, k)", "target"], "");
}
