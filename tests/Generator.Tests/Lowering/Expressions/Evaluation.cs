using Kiln.Generator.Lowering.Expressions;

namespace Kiln.Generator.Tests.Lowering.Expressions;

/// <summary>Expressions as numbers.</summary>
internal static class Evaluation
{
    /// <summary>In double precision, with .NET's own functions in place of their definitions: what an expression means.</summary>
    public static double Exactly(Expression expression, params double[] operands) => expression switch
    {
        Operand operand => operands[operand.Index],
        Constant constant => constant.Value,
        MultiplyAdd sum => (Exactly(sum.X, operands) * Exactly(sum.Y, operands)) + Exactly(sum.Z, operands),
        Choice choice => Exactly(choice.Left, operands) > Exactly(choice.Right, operands) ? Exactly(choice.Then, operands) : Exactly(choice.Else, operands),
        Call call => Function(call.Function)(Exactly(call.X, operands)),
        Unary { Operation: Operation.Negate } x => -Exactly(x.X, operands),
        Unary { Operation: Operation.SquareRoot } x => Math.Sqrt(Exactly(x.X, operands)),
        Unary { Operation: Operation.Floor } x => Math.Floor(Exactly(x.X, operands)),
        Binary { Operation: Operation.Add } x => Exactly(x.X, operands) + Exactly(x.Y, operands),
        Binary { Operation: Operation.Subtract } x => Exactly(x.X, operands) - Exactly(x.Y, operands),
        Binary { Operation: Operation.Multiply } x => Exactly(x.X, operands) * Exactly(x.Y, operands),
        Binary { Operation: Operation.Divide } x => Exactly(x.X, operands) / Exactly(x.Y, operands),
        _ => throw new NotSupportedException($"{expression}"),
    };

    /// <summary>In single precision, operation by operation: what a lane of an emitted kernel computes.</summary>
    public static float InFloat(Expression expression, float operand) => expression switch
    {
        Operand => operand,
        Constant constant => (float)constant.Value,
        MultiplyAdd sum => MathF.FusedMultiplyAdd(InFloat(sum.X, operand), InFloat(sum.Y, operand), InFloat(sum.Z, operand)),
        Choice choice => InFloat(choice.Left, operand) > InFloat(choice.Right, operand) ? InFloat(choice.Then, operand) : InFloat(choice.Else, operand),
        Call call => InFloat(call.Function.Definition, InFloat(call.X, operand)),
        Unary { Operation: Operation.Negate } x => -InFloat(x.X, operand),
        Unary { Operation: Operation.SquareRoot } x => MathF.Sqrt(InFloat(x.X, operand)),
        Unary { Operation: Operation.Floor } x => MathF.Floor(InFloat(x.X, operand)),
        Unary { Operation: Operation.Exponent } x => MathF.ILogB(InFloat(x.X, operand)),
        Unary { Operation: Operation.Mantissa } x => MathF.ScaleB(InFloat(x.X, operand), -MathF.ILogB(InFloat(x.X, operand))),
        Binary { Operation: Operation.Add } x => InFloat(x.X, operand) + InFloat(x.Y, operand),
        Binary { Operation: Operation.Subtract } x => InFloat(x.X, operand) - InFloat(x.Y, operand),
        Binary { Operation: Operation.Multiply } x => InFloat(x.X, operand) * InFloat(x.Y, operand),
        Binary { Operation: Operation.Divide } x => InFloat(x.X, operand) / InFloat(x.Y, operand),
        Binary { Operation: Operation.Scale } x => Scaled(InFloat(x.X, operand), InFloat(x.Y, operand)),
        _ => throw new NotSupportedException($"{expression}"),
    };

    /// <summary>What a named function is, by .NET.</summary>
    public static Func<double, double> Function(Function function) => function.Name switch
    {
        "Exp" => Math.Exp,
        "Log" => Math.Log,
        "Tanh" => Math.Tanh,
        "Sigmoid" => x => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x)),
        _ => throw new NotSupportedException(function.Name),
    };

    /// <summary>Emitted code makes the bits of two powers, so it knows normal numbers alone.</summary>
    private static float Scaled(float x, float power)
    {
        Assert.True(float.IsNaN(power) || (power >= -252 && power <= 254 && power == MathF.Floor(power)), $"2^{power}");
        return float.IsNaN(power) ? float.NaN : MathF.ScaleB(x, (int)power);
    }
}
