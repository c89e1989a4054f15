using System;
using System.Globalization;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>An amount in emitted code: a constant, an expression of variables, or the sum of both. Constants are folded while it is written, and come last,
/// so that neighbouring addresses share what lies before them.</summary>
internal readonly struct Size
{
    private readonly long constant;

    /// <summary>A product or a variable, or terms with a plus between them; null if there is none.</summary>
    private readonly string? terms;

    /// <summary>Whether there are several terms.</summary>
    private readonly bool isSum;

    private Size(long constant, string? terms, bool isSum = false) => (this.constant, this.terms, this.isSum) = (constant, terms, isSum);

    public bool IsConstant => terms is null;

    public long Constant => IsConstant ? constant : throw new InvalidOperationException($"{terms} is not a constant");

    /// <summary>The amount where nothing stands beside it, without parentheses.</summary>
    public string Alone => terms is null ? Number : constant == 0 ? terms : $"{terms} + {Number}";

    private string Number => constant.ToString(CultureInfo.InvariantCulture);

    public static implicit operator Size(long value) => new(value, null);

    /// <summary>A variable of the emitted code.</summary>
    public static Size Variable(string name) => new(0, name);

    public static Size operator +(Size a, Size b) =>
        a.terms is null ? new(a.constant + b.constant, b.terms, b.isSum)
        : b.terms is null ? new(a.constant + b.constant, a.terms, a.isSum)
        : new(a.constant + b.constant, $"{a.terms} + {b.terms}", true);

    public static Size operator -(Size a, Size b) =>
        a.IsConstant && b.IsConstant ? a.constant - b.constant
        : b.IsConstant && b.constant == 0 ? a
        : b.IsConstant && b.constant <= a.constant ? new(a.constant - b.constant, a.terms, a.isSum)
        : new(0, $"({a} - {b})");

    public static Size operator *(Size a, Size b) =>
        a.IsConstant && b.IsConstant ? a.constant * b.constant
        : a.IsConstant ? b.Times(a.constant, ahead: true)
        : b.IsConstant ? a.Times(b.constant, ahead: false)
        : new(0, $"({a} * {b})");

    /// <summary>The amount as an operand, in parentheses where it is a sum.</summary>
    public override string ToString() => isSum || (terms is not null && constant != 0) ? $"({Alone})" : Alone;

    private Size Times(long factor, bool ahead)
    {
        if (factor == 0)
            return 0;

        if (factor == 1)
            return this;

        string product = isSum ? $"({terms})" : terms!, number = ((Size)factor).Number;
        return new(constant * factor, ahead ? $"({number} * {product})" : $"({product} * {number})");
    }
}
