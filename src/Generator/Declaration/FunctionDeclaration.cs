using Kiln.Generator.Support;

namespace Kiln.Generator.Declaration;

/// <summary>A function of the user's own, as its method says it.</summary>
/// <param name="Name">The method.</param>
/// <param name="Parameters">Names of its parameters.</param>
/// <param name="Body">What it computes.</param>
/// <param name="Slope">Its derivative, an expression of the parameter and of its value, where that is stated; null otherwise.</param>
internal sealed record FunctionDeclaration(string Name, EquatableArray<string> Parameters, Scalar Body, Scalar? Slope = null);

/// <summary>An expression of numbers.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">The number of a constant, the place of a parameter.</param>
/// <param name="Parts">What it is made of.</param>
internal sealed record Scalar(ScalarKind Kind, double Value, EquatableArray<Scalar> Parts)
{
    public Scalar(ScalarKind kind, params Scalar[] parts)
        : this(kind, 0, new EquatableArray<Scalar>(parts))
    {
    }
}

internal enum ScalarKind
{
    Parameter,
    Constant,
    Add,
    Subtract,
    Multiply,
    Divide,
    Negate,
    Exp,
    Log,
    Tanh,
    Sqrt,

    /// <summary>Of four parts: first &gt; second ? third : fourth.</summary>
    WhereGreater,
}
