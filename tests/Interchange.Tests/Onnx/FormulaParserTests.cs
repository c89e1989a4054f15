using System.Globalization;
using Kiln.Interchange.Onnx;

namespace Kiln.Interchange.Tests.Onnx;

public sealed class FormulaParserTests
{
    [Theory]
    [InlineData("x", "x0")]
    [InlineData("x2 - x1 - 3", "Sub(Sub(x1, x0), 3)")]
    [InlineData("x1 + x2 · x3 / 2", "Add(x0, Div(Mul(x1, x2), 2))")]
    [InlineData("-x · 2", "Neg(Mul(x0, 2))")]
    [InlineData("-3 · x", "Neg(Mul(3, x0))")]
    [InlineData("x · (-2)", "Mul(x0, -2)")]
    [InlineData("√x · √(x + 1e-07)", "Mul(Sqrt(x0), Sqrt(Add(x0, 1E-07)))")]
    [InlineData("x > 0 ? x : -1 > x ? 2 : -x", "Where(Greater(x0, 0), x0, Where(Greater(-1, x0), 2, Neg(x0)))")]
    [InlineData("max(x, 0) + log(1 + exp(-(x > 0 ? x : -x)))", "Add(Max(x0, 0), Log(Add(1, Exp(Neg(Where(Greater(x0, 0), x0, Neg(x0)))))))")]
    [InlineData("min(tanh(x1), x2)", "Min(Tanh(x0), x1)")]
    public void AFormulaIsReadAsItIsMeant(string formula, string expected) => Assert.Equal(expected, Show(FormulaParser.Parse(formula)));

    [Theory]
    [InlineData("", "a number, variable or function was expected at character 1")]
    [InlineData("x +", "a number, variable or function was expected at character 4")]
    [InlineData("x x", "an operator was expected at character 3")]
    [InlineData("(x", "')' was expected at character 3")]
    [InlineData("max(x)", "2 operands of max was expected at character 7")]
    [InlineData("x > 1", "'?' was expected at character 6")]
    [InlineData("1.2.3", "a number was expected at character 6")]
    [InlineData("x0", "a number, variable or function was expected")]
    [InlineData("y", "a number, variable or function was expected")]
    public void WhatIsNoneIsAnError(string formula, string message) => Assert.Contains(message, Assert.Throws<FormatException>(() => FormulaParser.Parse(formula)).Message, StringComparison.Ordinal);

    [Fact]
    public void NestingIsBounded()
    {
        Assert.Throws<FormatException>(() => FormulaParser.Parse(new string('(', 100_000)));
        Assert.Throws<FormatException>(() => FormulaParser.Parse(new string('√', 100_000)));
    }

    private static string Show(FormulaNode node) =>
        node.IsVariable ? $"x{node.Variable}"
        : node.IsNumber ? node.Value.ToString(CultureInfo.InvariantCulture)
        : $"{node.Operation}({string.Join(", ", node.Parts.Select(Show))})";
}
