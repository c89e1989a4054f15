using CsCheck;
using Kiln.Generator.Lowering.Expressions;

namespace Kiln.Generator.Tests.Lowering.Expressions;

/// <summary>Derivatives by rule, against differences.</summary>
public class DerivativeTests
{
    private const double Step = 1e-5;

    private static readonly Gen<Expression> Leaf = Gen.Frequency(
        (4, Gen.Int[0, 1].Select(index => (Expression)new Operand(index))), (1, Gen.Int[-8, 8].Select(value => (Expression)(value / 4.0))));

    /// <summary>Numbers that no comparison with a round one is equal at.</summary>
    private static readonly Gen<double> Number = Gen.Int[-2000, 2000].Select(value => (value / 1000.0) + 0.000317);

    [Fact]
    public void ADerivativeIsTheLimitOfDifferences()
    {
        const int Count = 20_000;
        int judged = 0;
        Gen.Select(Tree(4), Number, Number, Gen.Int[0, 1]).Sample(
            (expression, x, y, operand) => IsLimit(expression, x, y, operand, ref judged),
            iter: Count,
            print: drawn => $"{Formula.Of(drawn.Item1, ["x", "y"], "")} at {drawn.Item2:R}, {drawn.Item3:R} by {drawn.Item4}");

        Assert.True(judged > Count / 2, $"differences say something of {judged} of {Count} derivatives alone");
    }

    [Fact]
    public void FewDerivativesAreConstant()
    {
        int flat = 0;
        const int Count = 1000;
        Gen<Expression> tree = Tree(4);
        for (uint seed = 0; seed < Count; seed++)
        {
            if (Derivative.Of(tree.Generate(new PCG(seed), null, out _), 0) is Constant)
                flat++;
        }

        Assert.True(flat < Count / 2, $"{flat} of {Count} derivatives are constant: the draw is too plain");
    }

    [Fact]
    public void WhatIsFoldedMeansTheSame()
    {
        Expression x = new Operand(0), y = new Operand(1), z = new Operand(2);
        Assert.Equal(new MultiplyAdd(x, y, z), (x * y) + z);
        Assert.Equal(new MultiplyAdd(x, y, z), z + (x * y));
        Assert.Equal(x, x * 1);
        Assert.Equal(x, 0 + x);
        Assert.Equal(x, x / 1);
        Assert.Equal((Expression)0, 0 * x);
        Assert.Equal(new Constant(6), (Expression)2 * 3);
        Assert.Equal(Expression.WhereGreater(x, y, x * z, 0), x * Expression.WhereGreater(x, y, z, 0));
    }

    [Fact]
    public void WhatHasNoRuleIsRefused() =>
        Assert.Throws<NotSupportedException>(() => Derivative.Of(new Unary(Operation.Mantissa, new Operand(0)), 0));

    [Fact]
    public void AnyPartIsReplaced()
    {
        Expression x = new Operand(0), y = new Operand(1);
        Expression all = Expression.WhereGreater(-x, Function.Exp.Of(x), (x * x) + x, new Unary(Operation.SquareRoot, x) / x);
        Assert.Equal(
            Expression.WhereGreater(-y, Function.Exp.Of(y), (y * y) + y, new Unary(Operation.SquareRoot, y) / y),
            Derivative.Replace(all, part => part == x ? y : null));
    }

    private static Gen<Expression> Tree(int depth)
    {
        if (depth == 0)
            return Leaf;

        Gen<Expression> part = Tree(depth - 1);
        Gen<(Expression, Expression)> two = Gen.Select(part, part);
        return Gen.Frequency(
            (2, Leaf),
            (2, two.Select((x, y) => x + y)),
            (2, two.Select((x, y) => x - y)),
            (3, two.Select((x, y) => x * y)),
            (1, two.Select((x, y) => x / ((y * y) + 0.5))),
            (1, part.Select(x => -x)),
            (1, part.Select(x => (Expression)new Unary(Operation.SquareRoot, (x * x) + 0.25))),
            (1, part.Select(x => (Expression)new Unary(Operation.Floor, x))),
            (1, part.Select(Function.Tanh.Of)),
            (1, part.Select(Function.Sigmoid.Of)),
            (1, part.Select(x => Function.Exp.Of(Function.Tanh.Of(x)))),
            (1, part.Select(x => Function.Log.Of((x * x) + 0.5))),
            (1, Gen.Select(part, part, part, part).Select((x, y, then, otherwise) => Expression.WhereGreater(x, y, then, otherwise))));
    }

    private static bool IsLimit(Expression expression, double x, double y, int operand, ref int judged)
    {
        double At(double step) => operand == 0 ? Evaluation.Exactly(expression, x + step, y) : Evaluation.Exactly(expression, x, y + step);

        // Where a choice changes sides nearby, or a value explodes, differences say nothing.
        double left = (At(0) - At(-Step)) / Step, right = (At(Step) - At(0)) / Step, curvature = Math.Abs(right - left);
        if (!double.IsFinite(left + right) || Math.Max(Math.Abs(At(0)), Math.Abs(left)) > 1e3 || curvature > 1e-2 * (1 + Math.Abs(left)))
            return true;

        Interlocked.Increment(ref judged);
        double expected = (At(Step) - At(-Step)) / (2 * Step), actual = Evaluation.Exactly(Derivative.Of(expression, operand), x, y);
        return Math.Abs(actual - expected) <= 1e-4 * (1 + Math.Abs(expected)) + curvature;
    }
}
