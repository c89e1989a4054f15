using System;
using System.Collections.Generic;
using System.Globalization;

namespace Kiln.Generator.Lowering.Expressions;

/// <summary>Expressions as a remark shows them, with no more parentheses than mathematics needs.</summary>
internal static class Formula
{
    /// <param name="expression">The expression.</param>
    /// <param name="operands">What its operands are called.</param>
    /// <param name="result">What the output is called.</param>
    /// <param name="exact">Whether each number has the digits that tell its float from others, for a formula that is computed with; six after the point otherwise.</param>
    public static string Of(Expression expression, IReadOnlyList<string> operands, string result, bool exact = false)
    {
        string Text(Expression part) => part switch
        {
            Operand operand => operands[operand.Index],
            Result => result,
            Count => "N",
            Constant constant => exact ? ExactNumber((float)constant.Value) : Number(constant.Value),
            Unary { Operation: Operation.Negate } x => $"-{Nested(x.X, Binding.Product)}",
            Unary { Operation: Operation.SquareRoot } x => $"√{Nested(x.X, Binding.Whole)}",
            Unary x => $"{x.Operation.ToString().ToLowerInvariant()}({Text(x.X)})",
            Binary { Operation: Operation.Add } x => $"{Nested(x.X, Binding.Sum)} + {Nested(x.Y, Binding.Product)}",
            Binary { Operation: Operation.Subtract } x => $"{Nested(x.X, Binding.Sum)} - {Nested(x.Y, Binding.Product)}",
            Binary { Operation: Operation.Multiply } x => $"{Nested(x.X, Binding.Product)} · {Nested(x.Y, Binding.Whole)}",
            Binary x => $"{Nested(x.X, Binding.Product)} / {Nested(x.Y, Binding.Whole)}",
            MultiplyAdd x => $"{Nested(x.X, Binding.Product)} · {Nested(x.Y, Binding.Whole)} + {Nested(x.Z, Binding.Product)}",
            Choice x when IsMaximum(x) => $"max({Text(x.Left)}, {Text(x.Right)})",
            Choice x when IsMinimum(x) => $"min({Text(x.Left)}, {Text(x.Right)})",
            Choice x => $"{Nested(x.Left, Binding.Sum)} > {Nested(x.Right, Binding.Sum)} ? {Nested(x.Then, Binding.Sum)} : {Text(x.Else)}",
            Call x => $"{x.Function.Name.ToLowerInvariant()}({Text(x.X)})",
            _ => throw new NotSupportedException($"{part} has no formula"),
        };

        string Nested(Expression part, Binding least) => Of(part) >= least && !(least > Binding.Sum && IsSigned(part)) ? Text(part) : $"({Text(part)})";
        return Text(expression);
    }

    /// <summary>How closely the parts of a text belong together.</summary>
    private enum Binding
    {
        Choice,
        Sum,
        Product,
        Whole,
    }

    private static Binding Of(Expression part) => part switch
    {
        Choice choice => IsMaximum(choice) || IsMinimum(choice) ? Binding.Whole : Binding.Choice,
        MultiplyAdd or Binary { Operation: Operation.Add or Operation.Subtract } => Binding.Sum,
        Binary or Unary { Operation: Operation.Negate } => Binding.Product,
        _ => Binding.Whole,
    };

    /// <summary>Whether its text begins with a sign of its own, which may not follow another one.</summary>
    private static bool IsSigned(Expression part) => part switch
    {
        Constant constant => constant.Value < 0,
        Unary { Operation: Operation.Negate } => true,
        Binary { Operation: Operation.Multiply or Operation.Divide } product => IsSigned(product.X),
        _ => false,
    };

    private static bool IsMaximum(Choice choice) => choice.Left == choice.Then && choice.Right == choice.Else;

    private static bool IsMinimum(Choice choice) => choice.Left == choice.Else && choice.Right == choice.Then;

    /// <summary>As short as the float that kernels compute with allows.</summary>
    private static string ExactNumber(float value)
    {
        string text = Number(value);
        return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float read) && read.Equals(value) ? text : value.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>Six digits after the point, or as a power where those would all be 0.</summary>
    private static string Number(double value)
    {
        string text = value.ToString("0.######", CultureInfo.InvariantCulture);
        return text is "0" or "-0" && value != 0 ? value.ToString("0.###e0", CultureInfo.InvariantCulture) : text;
    }
}
