using System;

namespace Kiln.Generator.Lowering.Expressions;

/// <summary>Derivatives by rules.</summary>
internal static class Derivative
{
    /// <summary>The derivative of an expression by one of its operands, itself an expression of the same operands. A step function has slope 0.</summary>
    public static Expression Of(Expression expression, int operand) => expression switch
    {
        Operand x => x.Index == operand ? 1 : 0,
        Constant or Count => 0,
        Unary { Operation: Operation.Negate } x => -Of(x.X, operand),
        Unary { Operation: Operation.SquareRoot } x => Of(x.X, operand) * (0.5 / x),
        Unary { Operation: Operation.Floor } => 0,
        Binary { Operation: Operation.Add } sum => Of(sum.X, operand) + Of(sum.Y, operand),
        Binary { Operation: Operation.Subtract } difference => Of(difference.X, operand) - Of(difference.Y, operand),
        Binary { Operation: Operation.Multiply } product => (Of(product.X, operand) * product.Y) + (Of(product.Y, operand) * product.X),
        Binary { Operation: Operation.Divide } quotient => (Of(quotient.X, operand) - (quotient * Of(quotient.Y, operand))) / quotient.Y,
        MultiplyAdd sum => (Of(sum.X, operand) * sum.Y) + (Of(sum.Y, operand) * sum.X) + Of(sum.Z, operand),
        Choice choice => (Of(choice.Then, operand), Of(choice.Else, operand)) is var (then, otherwise) && then == otherwise
            ? then
            : Expression.WhereGreater(choice.Left, choice.Right, Of(choice.Then, operand), Of(choice.Else, operand)),
        Call call => Of(call.X, operand) * call.Function.Slope(call.X, call),
        _ => throw new NotSupportedException($"{expression} has no derivative by rule"),
    };

    /// <summary>The expression with one part in place of another.</summary>
    public static Expression Replace(Expression expression, Func<Expression, Expression?> replacement)
    {
        if (replacement(expression) is { } other)
            return other;

        return expression switch
        {
            Unary x => x with { X = Replace(x.X, replacement) },
            Binary x => x with { X = Replace(x.X, replacement), Y = Replace(x.Y, replacement) },
            MultiplyAdd x => new MultiplyAdd(Replace(x.X, replacement), Replace(x.Y, replacement), Replace(x.Z, replacement)),
            Choice x => new Choice(Replace(x.Left, replacement), Replace(x.Right, replacement), Replace(x.Then, replacement), Replace(x.Else, replacement)),
            Call x => x with { X = Replace(x.X, replacement) },
            _ => expression,
        };
    }
}
