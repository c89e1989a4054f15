using System;
using System.Globalization;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>An amount in emitted code: a constant, folded while it is written, or an expression of run-time extents.</summary>
internal readonly struct Size
{
    private readonly long value;
    private readonly string? text;

    private Size(long value, string? text) => (this.value, this.text) = (value, text);

    public bool IsConstant => text is null;

    public long Constant => text is null ? value : throw new InvalidOperationException($"{text} is not a constant");

    public static implicit operator Size(long value) => new(value, null);

    /// <summary>A variable of the emitted code.</summary>
    public static Size Variable(string name) => new(0, name);

    public static Size operator +(Size a, Size b) =>
        a.IsConstant && b.IsConstant ? a.value + b.value
        : a.IsConstant && a.value == 0 ? b
        : b.IsConstant && b.value == 0 ? a
        : new(0, $"({a} + {b})");

    public static Size operator -(Size a, Size b) =>
        a.IsConstant && b.IsConstant ? a.value - b.value
        : b.IsConstant && b.value == 0 ? a
        : new(0, $"({a} - {b})");

    public static Size operator *(Size a, Size b) =>
        a.IsConstant && b.IsConstant ? a.value * b.value
        : (a.IsConstant && a.value == 0) || (b.IsConstant && b.value == 0) ? 0
        : a.IsConstant && a.value == 1 ? b
        : b.IsConstant && b.value == 1 ? a
        : new(0, $"({a} * {b})");

    public override string ToString() => text ?? value.ToString(CultureInfo.InvariantCulture);
}
