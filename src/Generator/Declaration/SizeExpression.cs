using System.Collections.Generic;

namespace Kiln.Generator.Declaration;

/// <summary>An argument that is computed from the sizes of a block, as written. Roslyn folds constants, so it is read from the syntax.</summary>
internal abstract record SizeExpression
{
    /// <summary>Its value for some sizes, with the rules of C#: whole numbers divide to whole numbers. Null where it divides by zero.</summary>
    public abstract SizeValue? Evaluate(IReadOnlyDictionary<string, int> sizes);
}

/// <summary>A number, and whether it is a whole one to C#; truth is 1 or 0.</summary>
internal readonly record struct SizeValue(double Number, bool IsWhole);

/// <summary>A literal, or a constant that is no size.</summary>
internal sealed record SizeNumber(double Number, bool IsWhole) : SizeExpression
{
    public override SizeValue? Evaluate(IReadOnlyDictionary<string, int> sizes) => new SizeValue(Number, IsWhole);
}

/// <summary>One of the block's sizes.</summary>
internal sealed record SizeName(string Name) : SizeExpression
{
    public override SizeValue? Evaluate(IReadOnlyDictionary<string, int> sizes) => new SizeValue(sizes[Name], true);
}

/// <summary>An operator of C# between two values.</summary>
internal sealed record SizeOperation(string Operator, SizeExpression Left, SizeExpression Right) : SizeExpression
{
    public override SizeValue? Evaluate(IReadOnlyDictionary<string, int> sizes)
    {
        if (Left.Evaluate(sizes) is not { } left || Right.Evaluate(sizes) is not { } right)
            return null;

        bool isWhole = left.IsWhole && right.IsWhole;
        double x = left.Number, y = right.Number;
        if (Operator is "/" or "%" && isWhole && y == 0)
            return null;

        return Operator switch
        {
            "+" => new SizeValue(x + y, isWhole),
            "-" => new SizeValue(x - y, isWhole),
            "*" => new SizeValue(x * y, isWhole),
            "/" => new SizeValue(isWhole ? System.Math.Truncate(x / y) : x / y, isWhole),
            "%" => new SizeValue(x % y, isWhole),
            "<" => Truth(x < y),
            "<=" => Truth(x <= y),
            ">" => Truth(x > y),
            ">=" => Truth(x >= y),
            "==" => Truth(x == y),
            _ => Truth(x != y),
        };
    }

    private static SizeValue Truth(bool holds) => new(holds ? 1 : 0, true);
}

/// <summary>One of two values.</summary>
internal sealed record SizeChoice(SizeExpression Condition, SizeExpression Then, SizeExpression Otherwise) : SizeExpression
{
    public override SizeValue? Evaluate(IReadOnlyDictionary<string, int> sizes) =>
        Condition.Evaluate(sizes) is { } condition ? (condition.Number != 0 ? Then : Otherwise).Evaluate(sizes) : null;
}
