using System;
using System.Globalization;

namespace Kiln.Generator.Rendering.Gpu;

/// <summary>Quotients and rests of indices. The compiler of PTX divides by a constant as by any number, with some twenty instructions, so the product that takes its place is
/// written here (Granlund and Montgomery 1994, "Division by invariant integers using multiplication").</summary>
/// <param name="helpers">Where its methods go.</param>
internal sealed class IndexText(GpuHelpers helpers)
{
    /// <summary>x / divisor of a number from 0; of a negative one nothing of meaning.</summary>
    /// <param name="x">A variable, or an expression in parentheses.</param>
    /// <param name="divisor">At least 1.</param>
    public string Over(string x, long divisor)
    {
        if (divisor == 1)
            return x;

        if (Power(divisor) is { } shift)
            return FormattableString.Invariant($"({x} >> {shift})");

        string name = FormattableString.Invariant($"Over{divisor}");
        helpers.Require(name, w =>
        {
            int bits = 31 + Bits(divisor);
            ulong factor = (ulong)((decimal)Math.Pow(2, bits) / divisor) + 1;
            w.Line($"/// <summary>x / {divisor} of a number from 0, as a product.</summary>");
            w.Line($"private static int {name}(int x) => (int)(((ulong)(uint)x * {factor.ToString(CultureInfo.InvariantCulture)}ul) >> {bits.ToString(CultureInfo.InvariantCulture)});");
        });
        return FormattableString.Invariant($"{name}({x})");
    }

    /// <summary>x % divisor of a number from 0.</summary>
    /// <param name="x">A variable, or an expression in parentheses.</param>
    /// <param name="divisor">At least 1.</param>
    public string Rest(string x, long divisor) =>
        divisor == 1 ? "0"
        : Power(divisor) is not null ? FormattableString.Invariant($"({x} & {divisor - 1})")
        : FormattableString.Invariant($"({x} - ({Over(x, divisor)} * {divisor}))");

    /// <summary>A place times a distance less an offset; what is nothing is left out.</summary>
    public static string Less(string x, long factor, long offset) => offset == 0 ? Times(x, factor) : FormattableString.Invariant($"{Times(x, factor)} - {offset}");

    /// <summary>A place times a distance.</summary>
    public static string Times(string x, long factor) => factor == 1 ? x : FormattableString.Invariant($"({x} * {factor})");

    private static int? Power(long divisor) => (divisor & (divisor - 1)) == 0 ? Bits(divisor) : null;

    /// <summary>The logarithm, rounded up.</summary>
    private static int Bits(long divisor)
    {
        int bits = 0;
        while (1L << bits < divisor)
            bits++;

        return bits;
    }
}
