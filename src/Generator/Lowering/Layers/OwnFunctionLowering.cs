using System;
using System.Linq;
using Kiln.Generator.Declaration;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering.Expressions;

namespace Kiln.Generator.Lowering.Layers;

/// <summary>A function of the user's own: its derivative follows by rule unless it is stated.</summary>
internal sealed class OwnFunctionLowering : MapLowering
{
    /// <summary>exp of it, 1.7e38, is a float.</summary>
    private const double LargestFiniteExponent = 88;

    protected override Expression Expression(Node node) => Of(((OwnFunction)node.Layer).Declaration.Body, parameter => new Operand(parameter));

    protected override Expression Slope(Node node, int input) => ((OwnFunction)node.Layer).Declaration.Slope is { } stated
        ? Of(stated, parameter => parameter == 0 ? new Operand(0) : new Result())
        : Finite(base.Slope(node, input));

    /// <summary>The function as a formula of x, or of x1, x2 … where it has several parameters; its numbers are exact.</summary>
    public static string Formula(OwnFunction function)
    {
        int count = function.Declaration.Parameters.Count;
        return Expressions.Formula.Of(Of(function.Declaration.Body, parameter => new Operand(parameter)), [.. Enumerable.Range(1, count).Select(number => count == 1 ? "x" : $"x{number}")], "y", exact: true);
    }

    /// <summary>The derivative with exponentials that end at float's largest numbers and not at ∞. The rule for a quotient has the exponential both above and below:
    /// of <c>x / (1 + exp(−x))</c> at −100 that would be ∞ / ∞, and one such pixel would make the gradients of all weights no numbers.</summary>
    private static Expression Finite(Expression slope) => Derivative.Replace(
        slope, part => part is Call { Function: var function } call && function == Function.Exp ? Function.Exp.Of(Smaller(Finite(call.X), LargestFiniteExponent)) : null);

    private static Expression Smaller(Expression x, double most) => Expressions.Expression.WhereGreater(x, most, most, x);

    private static Expression Of(Scalar scalar, Func<int, Expression> parameter)
    {
        Expression[] parts = [.. scalar.Parts.Select(part => Of(part, parameter))];
        return scalar.Kind switch
        {
            ScalarKind.Parameter => parameter((int)scalar.Value),
            ScalarKind.Constant => scalar.Value,
            ScalarKind.Add => parts[0] + parts[1],
            ScalarKind.Subtract => parts[0] - parts[1],
            ScalarKind.Multiply => parts[0] * parts[1],
            ScalarKind.Divide => parts[0] / parts[1],
            ScalarKind.Negate => -parts[0],
            ScalarKind.Exp => Function.Exp.Of(parts[0]),
            ScalarKind.Log => Function.Log.Of(parts[0]),
            ScalarKind.Tanh => Function.Tanh.Of(parts[0]),
            ScalarKind.Sqrt => new Unary(Operation.SquareRoot, parts[0]),
            ScalarKind.WhereGreater => Expressions.Expression.WhereGreater(parts[0], parts[1], parts[2], parts[3]),
            _ => throw new NotSupportedException($"{scalar.Kind} has no expression"),
        };
    }
}
