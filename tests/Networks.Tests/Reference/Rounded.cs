using System.Runtime.CompilerServices;

namespace Kiln.Networks.Tests.Reference;

/// <summary>A number in double precision that float arithmetic computes with some error.</summary>
/// <param name="Value">The number.</param>
/// <param name="Error">A bound, to first order, of what one rounding of every operation on the way makes of it.</param>
/// <param name="Deviation">The deviation to expect if roundings are independent.</param>
internal readonly record struct Rounded(double Value, double Error, double Deviation)
{
    /// <summary>Unit roundoff of float: the relative error of one operation.</summary>
    public const double Unit = 1.0 / (1 << 24);

    /// <summary>Roundings of an elementary function: the best compilers of them promise one, vector code a few.</summary>
    private const double FunctionRoundings = 4;

    /// <summary>A float.</summary>
    public static implicit operator Rounded(double value) => new(value, 0, 0);

    /// <summary>A number that the code writes as a float: one rounding.</summary>
    public static Rounded Constant(double value) => new(value, (float)value == value ? 0 : Unit * Math.Abs(value), 0);

    /// <summary>Charged with the magnitudes of both, so that another order of a longer sum is covered too; adding 0 is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Rounded operator +(Rounded a, Rounded b)
    {
        double own = a.Value == 0 || b.Value == 0 ? 0 : Unit * (Math.Abs(a.Value) + Math.Abs(b.Value));
        return new(a.Value + b.Value, a.Error + b.Error + own, Root(a.Deviation, b.Deviation, own));
    }

    public static Rounded operator -(Rounded a) => a with { Value = -a.Value };

    public static Rounded operator -(Rounded a, Rounded b) => a + -b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Rounded operator *(Rounded a, Rounded b)
    {
        double product = a.Value * b.Value, own = Unit * Math.Abs(product);
        return new(
            product,
            (Math.Abs(a.Value) * b.Error) + (Math.Abs(b.Value) * a.Error) + own,
            Root(a.Value * b.Deviation, b.Value * a.Deviation, own));
    }

    /// <summary>A function of it: its errors times the slope, and the function's own.</summary>
    /// <param name="value">The function's value.</param>
    /// <param name="slope">Its derivative.</param>
    /// <param name="roundings">How many roundings of the value its code makes.</param>
    public Rounded Through(double value, double slope, double roundings = FunctionRoundings)
    {
        double own = roundings * Unit * Math.Abs(value);
        return new(value, (Math.Abs(slope) * Error) + own, Root(slope * Deviation, own, 0));
    }

    /// <summary><c>1 / √x</c>.</summary>
    public Rounded InverseRoot()
    {
        double root = 1 / Math.Sqrt(Value);
        return Through(root, 0.5 * root / Value);
    }

    /// <summary><c>x^exponent</c>, most likely as the exponential of a logarithm, whose rounding counts as often as it is large.</summary>
    public Rounded Power(double exponent)
    {
        double power = Math.Pow(Value, exponent);
        return Through(power, exponent * power / Value, FunctionRoundings * (1 + Math.Abs(exponent * Math.Log2(Value))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Root(double a, double b, double c) => Math.Sqrt((a * a) + (b * b) + (c * c));
}

/// <summary>A sum of many terms, in an order that nobody knows.</summary>
internal struct RoundedSum
{
    private double value, carried, magnitude, variance;
    private int terms;

    /// <summary>Adds a term with the errors it brings along.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Rounded term)
    {
        value += term.Value;
        carried += term.Error;
        magnitude += Math.Abs(term.Value);
        variance += term.Deviation * term.Deviation;
        terms += term.Value == 0 ? 0 : 1;
    }

    /// <summary>The sum.</summary>
    /// <remarks>Terms of one sign leave partial sums as large as the whole: n of them are off by √(n/3) thirds of a rounding, if roundings are
    /// independent. A fourth of √n roundings, of which tolerances allow eight, is six such deviations.</remarks>
    public readonly Rounded Total()
    {
        double own = terms < 2 ? 0 : Rounded.Unit * magnitude * Math.Max(1, Math.Sqrt(terms) / 4);
        return new(value, carried + own, Math.Sqrt(variance + (own * own)));
    }
}
