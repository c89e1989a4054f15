using System;

namespace Kiln.Generator.Lowering.Expressions;

/// <summary>Powers.</summary>
internal static class Power
{
    /// <summary>Twelve quarters are three factors; more roots and factors than that cost more than an exponential.</summary>
    private const int MostQuarters = 12;

    /// <summary>The smallest normal float, below which a logarithm has no meaning.</summary>
    public const double SmallestNormal = 1.17549435e-38;

    /// <summary>A few square roots and factors where quarters make the exponent, as they do in every paper, else an exponential of a logarithm.</summary>
    /// <param name="x">A positive number.</param>
    /// <param name="exponent">Any.</param>
    public static Expression Of(Expression x, double exponent)
    {
        double quarters = Math.Abs(4 * exponent);
        if (quarters > MostQuarters || quarters != Math.Floor(quarters))
            return Function.Exp.Of(Function.Log.Of(x) * exponent);

        return exponent == 0 ? 1 : exponent > 0 ? Quarters(x, (int)quarters) : 1 / Quarters(x, (int)quarters);
    }

    /// <summary>A power of a number that may be 0, by an exponent from 0.</summary>
    public static Expression OfMagnitude(Expression x, double exponent) =>
        Of(x, exponent) is Call power ? Expression.WhereGreater(x, SmallestNormal, power, 0) : Of(x, exponent);

    /// <summary>|x|.</summary>
    public static Expression Magnitude(Expression x) => Expression.WhereGreater(x, 0, x, -x);

    /// <summary>1, −1, or 0 of 0.</summary>
    public static Expression Sign(Expression x) => Expression.WhereGreater(x, 0, 1, Expression.WhereGreater(0, x, -1, 0));

    public static Expression Larger(Expression x, double least) => Expression.WhereGreater(x, least, x, least);

    private static Expression Quarters(Expression x, int count)
    {
        Expression half = new Unary(Operation.SquareRoot, x), quarter = new Unary(Operation.SquareRoot, half), product = 1;
        for (int whole = 0; whole < count / 4; whole++)
            product *= x;

        if (count % 4 >= 2)
            product *= half;

        return count % 2 == 1 ? product * quarter : product;
    }
}
