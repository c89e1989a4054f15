using System;
using System.Collections.Generic;
using System.Globalization;

namespace Kiln.Generator.Lowering.Expressions;

/// <summary>Expressions as a remark shows them.</summary>
internal static class Formula
{
    /// <param name="expression">The expression.</param>
    /// <param name="operands">What its operands are called.</param>
    /// <param name="result">What the output is called.</param>
    public static string Of(Expression expression, IReadOnlyList<string> operands, string result)
    {
        string Text(Expression part) => part switch
        {
            Operand operand => operands[operand.Index],
            Result => result,
            Count => "N",
            Constant constant => constant.Value.ToString("0.######", CultureInfo.InvariantCulture) is var text && text == "0" && constant.Value != 0
                ? constant.Value.ToString("0.###e0", CultureInfo.InvariantCulture)
                : text,
            Unary { Operation: Operation.Negate } x => $"-{Nested(x.X)}",
            Unary { Operation: Operation.SquareRoot } x => $"√{Nested(x.X)}",
            Unary x => $"{x.Operation.ToString().ToLowerInvariant()}({Text(x.X)})",
            Binary x => $"{Nested(x.X)} {Symbol(x.Operation)} {Nested(x.Y)}",
            MultiplyAdd x => $"{Nested(x.X)} · {Nested(x.Y)} + {Nested(x.Z)}",
            Choice x when IsMaximum(x) => $"max({Text(x.Then)}, {Text(x.Else)})",
            Choice x => $"{Text(x.Left)} > {Text(x.Right)} ? {Text(x.Then)} : {Text(x.Else)}",
            Call x => $"{x.Function.Name.ToLowerInvariant()}({Text(x.X)})",
            _ => throw new NotSupportedException($"{part} has no formula"),
        };

        string Nested(Expression part) => part is Operand or Result or Count or Constant { Value: >= 0 } or Call ? Text(part) : $"({Text(part)})";
        return Text(expression);
    }

    private static bool IsMaximum(Choice choice) => choice.Left == choice.Then && choice.Right == choice.Else;

    private static string Symbol(Operation operation) => operation switch
    {
        Operation.Add => "+",
        Operation.Subtract => "-",
        Operation.Multiply => "·",
        _ => "/",
    };
}
