using System.Collections.Generic;
using System.Linq;

namespace Kiln.Generator.Lowering.Expressions;

/// <summary>What happens to an element: from it follow the text for vectors of each width, the formula in a remark, and the derivative.</summary>
/// <remarks>Nodes are built by operators, which fold constants and turn a product that is added to into one fused multiply-add.</remarks>
internal abstract record Expression
{
    /// <summary>Operand 0 times a factor, operand 1, plus an offset, operand 2: what normalisations and scales do, and what can be folded into weights.</summary>
    public static Expression Affine { get; } = (new Operand(0) * new Operand(1)) + new Operand(2);

    public static implicit operator Expression(double value) => new Constant(value);

    public static Expression operator +(Expression x, Expression y) => (x, y) switch
    {
        (Constant a, Constant b) => a.Value + b.Value,
        (Constant { Value: 0 }, _) => y,
        (_, Constant { Value: 0 }) => x,
        (Binary { Operation: Operation.Multiply } product, _) => new MultiplyAdd(product.X, product.Y, y),
        (_, Binary { Operation: Operation.Multiply } product) => new MultiplyAdd(product.X, product.Y, x),
        _ => new Binary(Operation.Add, x, y),
    };

    public static Expression operator -(Expression x, Expression y) => (x, y) switch
    {
        (Constant a, Constant b) => a.Value - b.Value,
        (_, Constant { Value: 0 }) => x,
        (Constant { Value: 0 }, _) => -y,
        _ => new Binary(Operation.Subtract, x, y),
    };

    public static Expression operator *(Expression x, Expression y) => (x, y) switch
    {
        (Constant a, Constant b) => a.Value * b.Value,
        (Constant { Value: 0 }, _) or (_, Constant { Value: 0 }) => 0,
        (Constant { Value: 1 }, _) => y,
        (_, Constant { Value: 1 }) => x,
        (_, Choice choice) => choice with { Then = x * choice.Then, Else = x * choice.Else },
        _ => new Binary(Operation.Multiply, x, y),
    };

    public static Expression operator /(Expression x, Expression y) => (x, y) switch
    {
        (Constant { Value: 0 }, _) => 0,
        (_, Constant { Value: 1 }) => x,
        _ => new Binary(Operation.Divide, x, y),
    };

    public static Expression operator -(Expression x) => x is Constant constant ? -constant.Value : new Unary(Operation.Negate, x);

    /// <summary><c>left &gt; right ? then : otherwise</c>; a comparison with a value that is not a number is false.</summary>
    public static Expression WhereGreater(Expression left, Expression right, Expression then, Expression otherwise) => new Choice(left, right, then, otherwise);

    /// <summary>What it is made of.</summary>
    public abstract IEnumerable<Expression> Parts { get; }

    /// <summary>How often it speaks of an operand.</summary>
    public int Uses(int operand) => this is Operand x ? (x.Index == operand ? 1 : 0) : Parts.Sum(part => part.Uses(operand));
}

internal enum Operation
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Negate,
    SquareRoot,
    Floor,

    /// <summary>A number times 2 to a whole number from −252 to 254, rounded once where the result is too small for a normal float.</summary>
    Scale,

    /// <summary>The e of a positive number <c>m · 2^e</c> with m from 1 to below 2.</summary>
    Exponent,

    /// <summary>The m of it.</summary>
    Mantissa,
}

/// <summary>One of the values that a step reads.</summary>
internal sealed record Operand(int Index) : Expression
{
    public override IEnumerable<Expression> Parts => [];
}

/// <summary>What the step itself computes, for a derivative in terms of the output.</summary>
internal sealed record Result : Expression
{
    public override IEnumerable<Expression> Parts => [];
}

/// <summary>How many elements a sum over images and pixels has.</summary>
internal sealed record Count : Expression
{
    public override IEnumerable<Expression> Parts => [];
}

internal sealed record Constant(double Value) : Expression
{
    public override IEnumerable<Expression> Parts => [];
}

internal sealed record Unary(Operation Operation, Expression X) : Expression
{
    public override IEnumerable<Expression> Parts => [X];
}

internal sealed record Binary(Operation Operation, Expression X, Expression Y) : Expression
{
    public override IEnumerable<Expression> Parts => [X, Y];
}

/// <summary>x · y + z, rounded once where the processor can.</summary>
internal sealed record MultiplyAdd(Expression X, Expression Y, Expression Z) : Expression
{
    public override IEnumerable<Expression> Parts => [X, Y, Z];
}

/// <summary>left &gt; right ? then : else.</summary>
internal sealed record Choice(Expression Left, Expression Right, Expression Then, Expression Else) : Expression
{
    public override IEnumerable<Expression> Parts => [Left, Right, Then, Else];
}

/// <summary>A named function of one number.</summary>
internal sealed record Call(Function Function, Expression X) : Expression
{
    public override IEnumerable<Expression> Parts => [X];
}
