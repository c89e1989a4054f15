using Kiln.Generator.Lowering.Expressions;

namespace Kiln.Generator.Tests.Lowering.Expressions;

/// <summary>Expressions as the remark of a kernel shows them.</summary>
public class FormulaTests
{
    private static readonly Expression X = new Operand(0), Y = new Operand(1), Z = new Operand(2);

    public static TheoryData<string, string> Formulas => new()
    {
        { nameof(X), "x" },
        { "Sum", "x + y" },
        { "Scaled", "x · y + z" },
        { "Product of sums", "(x + y) · (x - z)" },
        { "Quotient", "x / (y + 0.00001)" },
        { "Root", "1 / √(x + 0.00001)" },
        { "Negated", "-x" },
        { "Negated sum", "-(x + y)" },
        { "Maximum", "max(x, 0)" },
        { "Minimum", "min(max(x, 0), 6)" },
        { "Scaled maximum", "max(x, 0) · y + z" },
        { "Leak", "x > 0 ? x : x · 0.1" },
        { "Slope", "result > 0 ? y : 0" },
        { "Small", "x · 1e-9" },
        { "Function", "tanh(x + y)" },
        { "Product of functions", "sigmoid(x) · exp(y)" },
        { "Count", "x / N" },
        { "Negative", "x · (-0.5)" },
    };

    [Theory]
    [MemberData(nameof(Formulas))]
    public void AFormulaReadsAsMathematicsDoes(string name, string text) => Assert.Equal(text, Formula.Of(Named(name), ["x", "y", "z"], "result"));

    /// <summary>What is computed with elsewhere needs every digit of the float that kernels compute with, and no more.</summary>
    [Theory]
    [InlineData(0.5, "x · 0.5")]
    [InlineData(0.044715f, "x · 0.044715")]
    [InlineData(0.7978845608, "x · 0.7978846")]
    [InlineData(1.23456789e-7, "x · 1.2345679E-07")]
    [InlineData(1e-9, "x · 1e-9")]
    public void NumbersMayBeExact(double number, string text) => Assert.Equal(text, Formula.Of(X * number, ["x"], "y", exact: true));

    private static Expression Named(string name) => name switch
    {
        nameof(X) => X,
        "Sum" => X + Y,
        "Scaled" => (X * Y) + Z,
        "Product of sums" => (X + Y) * (X - Z),
        "Quotient" => X / (Y + 1e-5),
        "Root" => 1 / new Unary(Operation.SquareRoot, X + 1e-5),
        "Negated" => -X,
        "Negated sum" => -(X + Y),
        "Maximum" => Maximum,
        "Minimum" => Expression.WhereGreater(Maximum, 6, 6, Maximum),
        "Scaled maximum" => new MultiplyAdd(Maximum, Y, Z),
        "Leak" => Expression.WhereGreater(X, 0, X, X * 0.1),
        "Slope" => Y * Expression.WhereGreater(new Result(), 0, 1, 0),
        "Small" => X * 1e-9,
        "Function" => Function.Tanh.Of(X + Y),
        "Product of functions" => Function.Sigmoid.Of(X) * Function.Exp.Of(Y),
        "Count" => X / new Count(),
        "Negative" => X * -0.5,
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static Expression Maximum => Expression.WhereGreater(X, 0, X, 0);
}
