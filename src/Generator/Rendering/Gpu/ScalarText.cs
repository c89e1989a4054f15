using System;
using System.Collections.Generic;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Rendering.Cpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Gpu;

/// <summary>Expressions as the text of one thread: the only file that knows what ILGPU calls arithmetic.</summary>
/// <param name="helpers">Where the methods of functions go.</param>
internal sealed class ScalarText(GpuHelpers helpers)
{
    /// <summary>An expression of some operands.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="operands">The text of each operand; each should be a variable or a number.</param>
    /// <param name="count">The text of the number of elements of a sum.</param>
    public string Of(Expression expression, IReadOnlyList<string> operands, string count = "")
    {
        return Text(expression);

        string Text(Expression part) => part switch
        {
            Operand operand => operands[operand.Index],
            Count => count,
            Constant constant => Literal(constant.Value),
            MultiplyAdd sum => $"(({Text(sum.X)} * {Text(sum.Y)}) + {Text(sum.Z)})",
            Choice choice => $"({Text(choice.Left)} > {Text(choice.Right)} ? {Text(choice.Then)} : {Text(choice.Else)})",
            Call call => $"{Function(call.Function)}({Text(call.X)})",
            Unary { Operation: Operation.Negate } x => $"(-{Text(x.X)})",
            Unary { Operation: Operation.SquareRoot } x => $"MathF.Sqrt({Text(x.X)})",
            Unary { Operation: Operation.Floor } x => $"MathF.Floor({Text(x.X)})",
            Unary { Operation: Operation.Exponent } x => $"((float)((int)(Interop.FloatAsInt({Text(x.X)}) >> 23) - 127))",
            Unary { Operation: Operation.Mantissa } x => $"Interop.IntAsFloat((Interop.FloatAsInt({Text(x.X)}) & 0x7FFFFF) | 0x3F800000)",
            Binary { Operation: Operation.Scale } x => Scaled(Text(x.X), Text(x.Y)),
            Binary x => $"({Text(x.X)} {ExpressionText.Symbol(x.Operation)} {Text(x.Y)})",
            _ => throw new NotSupportedException($"{part} has no text"),
        };
    }

    /// <summary>The power is taken in two halves, so that results too small for a normal float come out rounded and not as 0 too early.</summary>
    private static string Scaled(string x, string power)
    {
        string half = $"((int){power} >> 1)";
        return $"({x} * {PowerOfTwo(half)} * {PowerOfTwo($"((int){power} - {half})")})";

        static string PowerOfTwo(string exponent) => $"Interop.IntAsFloat((uint)(({exponent} + 127) << 23))";
    }

    /// <summary>A number as C# writes a float.</summary>
    public static string Literal(double value)
    {
        string text = VectorText.Literal(value);
        return text[0] == '-' ? $"({text})" : text;
    }

    private string Function(Function function)
    {
        helpers.Require(function.Name, w =>
        {
            w.Line($"/// <summary>{function.Name.ToLowerInvariant()} x.</summary>");
            using (w.Block($"private static float {function.Name}(float x)"))
            {
                Dictionary<Expression, string> known = [];
                w.Line($"return {Named(w, function.Definition, known)};");
            }
        });
        return function.Name;
    }

    /// <summary>An expression of x, part by part, each once.</summary>
    private string Named(SourceWriter w, Expression expression, Dictionary<Expression, string> known)
    {
        if (expression is Operand)
            return "x";

        if (expression is Constant constant)
            return Literal(constant.Value);

        if (known.TryGetValue(expression, out string? name))
            return name;

        List<string> parts = [];
        foreach (Expression part in expression.Parts)
            parts.Add(Named(w, part, known));

        Expression shallow = expression switch
        {
            Unary x => x with { X = new Operand(0) },
            Binary x => x with { X = new Operand(0), Y = new Operand(1) },
            MultiplyAdd => new MultiplyAdd(new Operand(0), new Operand(1), new Operand(2)),
            Choice => new Choice(new Operand(0), new Operand(1), new Operand(2), new Operand(3)),
            Call x => x with { X = new Operand(0) },
            _ => throw new NotSupportedException($"{expression} has no text"),
        };
        name = FormattableString.Invariant($"t{known.Count}");
        w.Line($"float {name} = {Of(shallow, parts)};");
        return known[expression] = name;
    }
}

/// <summary>The methods that the kernels of a class share, each once.</summary>
internal sealed class GpuHelpers
{
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private readonly List<string> order = [];

    public IEnumerable<string> All
    {
        get
        {
            foreach (string name in order)
                yield return texts[name];
        }
    }

    /// <summary>Adds a method unless it is there.</summary>
    public void Require(string name, Action<SourceWriter> write)
    {
        if (texts.ContainsKey(name))
            return;

        texts[name] = "";
        SourceWriter w = new();
        write(w);
        texts[name] = w.ToString().TrimEnd('\n');
        order.Add(name);
    }
}
