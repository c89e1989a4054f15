using System;

namespace Kiln.Generator.Lowering.Expressions;

/// <summary>Powers of a positive number.</summary>
internal static class Power
{
    /// <summary>Twelve quarters are three factors; more roots and factors than that cost more than an exponential.</summary>
    private const int MostQuarters = 12;

    /// <summary>A few square roots where quarters make the exponent, as they do in every paper, else an exponential of a logarithm.</summary>
    /// <param name="x">A positive number.</param>
    /// <param name="exponent">Any, mostly below 0.</param>
    public static Expression Of(Expression x, double exponent)
    {
        double quarters = -4 * exponent;
        return quarters is > 0 and <= MostQuarters && quarters == Math.Floor(quarters) ? 1 / Quarters(x, (int)quarters) : Function.Exp.Of(Function.Log.Of(x) * exponent);
    }

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
