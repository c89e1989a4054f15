using System;

namespace Kiln.Generator.Lowering.Expressions;

/// <summary>A function that emitted code has as a method of its own: exp, log and tanh, written once as expressions.</summary>
/// <remarks>.NET's own differ in bits between vectors and scalars, and its vectors have no tanh. Polynomials by Moshier's Cephes library (single precision), whose
/// relative error stays below 2 units in the last place.</remarks>
internal sealed class Function
{
    private static readonly Expression X = new Operand(0);

    private readonly Func<Expression, Expression, Expression> slope;

    private Function(string name, Expression definition, Func<Expression, Expression, Expression> slope) => (Name, Definition, this.slope) = (name, definition, slope);

    /// <summary>exp x; 0 and ∞ where float ends.</summary>
    public static Function Exp { get; } = new("Exp", ExpOf(X), (_, y) => y);

    /// <summary>log x of a positive normal number.</summary>
    public static Function Log { get; } = new("Log", LogOf(X), (x, _) => 1 / x);

    /// <summary>tanh x.</summary>
    public static Function Tanh { get; } = new("Tanh", TanhOf(X), (_, y) => 1 - (y * y));

    /// <summary>1 / (1 + exp(−x)).</summary>
    public static Function Sigmoid { get; } = new("Sigmoid", 1 / (1 + new Call(Exp, -X)), (_, y) => y * (1 - y));

    public string Name { get; }

    /// <summary>What it is, an expression of operand 0.</summary>
    public Expression Definition { get; }

    public Expression Of(Expression x) => new Call(this, x);

    /// <summary>The derivative at x, where the function's value is y.</summary>
    public Expression Slope(Expression x, Expression y) => slope(x, y);

    /// <summary>exp x = 2^n · exp r, r = x − n·log 2 with |r| at most half of log 2.</summary>
    private static Expression ExpOf(Expression x)
    {
        Expression low = Expression.WhereGreater(-104, x, -104, x), bounded = Expression.WhereGreater(low, 89, 89, low);
        Expression n = new Unary(Operation.Floor, (bounded * 1.44269504088896341) + 0.5);
        Expression r = (n * 2.12194440e-4) + ((n * -0.693359375) + bounded);
        Expression p = Polynomial(r, 1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1);
        return new Binary(Operation.Scale, (p * (r * r)) + (r + 1), n);
    }

    /// <summary>log x = e·log 2 + log m, m from √½ to √2.</summary>
    private static Expression LogOf(Expression x)
    {
        Expression mantissa = new Unary(Operation.Mantissa, x), exponent = new Unary(Operation.Exponent, x);
        Expression f = Expression.WhereGreater(mantissa, 1.41421356237, (mantissa * 0.5) - 1, mantissa - 1);
        Expression e = Expression.WhereGreater(mantissa, 1.41421356237, exponent + 1, exponent);
        Expression square = f * f;
        Expression p = Polynomial(
            f, 7.0376836292e-2, -1.1514610310e-1, 1.1676998740e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1);
        Expression tail = (e * -2.12194440e-4) + ((square * -0.5) + (p * (f * square)));
        return (e * 0.693359375) + (f + tail);
    }

    /// <summary>A polynomial near 0, where the quotient would cancel; the quotient elsewhere.</summary>
    private static Expression TanhOf(Expression x)
    {
        Expression size = Expression.WhereGreater(x, 0, x, -x);
        Expression far = 1 - (2 / (1 + new Call(Exp, 2 * size)));
        Expression square = x * x;
        Expression near = (Polynomial(square, -5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1) * (square * x)) + x;
        return Expression.WhereGreater(size, 0.625, Expression.WhereGreater(x, 0, far, -far), near);
    }

    /// <summary>Horner's rule; the highest power first.</summary>
    private static Expression Polynomial(Expression x, params double[] coefficients)
    {
        Expression sum = coefficients[0];
        for (int i = 1; i < coefficients.Length; i++)
            sum = (sum * x) + coefficients[i];

        return sum;
    }
}
