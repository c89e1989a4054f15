using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Expressions as vector text.</summary>
/// <param name="v">The vectors.</param>
/// <param name="helpers">Where the methods of functions go.</param>
internal sealed class ExpressionText(VectorText v, HelperTexts helpers)
{
    /// <summary>An expression of some operands.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="operands">The text of each operand; one that is used more than once should be a variable.</param>
    /// <param name="count">The text of the number of elements of a sum.</param>
    public string Of(Expression expression, IReadOnlyList<string> operands, string count = "") => Text(expression, operands, count, new Dictionary<Expression, string>());

    /// <summary>An expression of some operands, after variables for those costly parts of it that stand in it more than once.</summary>
    /// <param name="w">Where the variables go.</param>
    /// <param name="expression">The expression.</param>
    /// <param name="operands">The text of each operand.</param>
    /// <param name="unique">Makes a name of a variable.</param>
    public string Of(SourceWriter w, Expression expression, IReadOnlyList<string> operands, Func<string, string> unique) =>
        Text(expression, operands, "", Repeated(w, expression, operands, part => part is Call or Binary { Operation: Operation.Divide } or Unary { Operation: Operation.SquareRoot }, unique));

    /// <summary>Whether it speaks of the number of elements of a sum.</summary>
    public static bool UsesCount(Expression expression) => expression is Count || expression.Parts.Any(UsesCount);

    private string Text(Expression expression, IReadOnlyList<string> operands, string count, IReadOnlyDictionary<Expression, string> known)
    {
        if (known.TryGetValue(expression, out string? name))
            return name;

        string Part(Expression part) => Text(part, operands, count, known);
        return expression switch
        {
            Operand operand => operands[operand.Index],
            Count => count,
            Constant { Value: 0 } => v.Zero,
            Constant constant => v.Broadcast(VectorText.Literal(constant.Value)),
            MultiplyAdd sum => v.Fused(Part(sum.X), Part(sum.Y), Part(sum.Z)),
            Choice { Left: var left, Right: var right } choice when choice.Then == left && choice.Else == right => VectorText.Larger(Part(right), Part(left)),
            Choice { Left: var left, Right: var right } choice when choice.Then == right && choice.Else == left => VectorText.Smaller(Part(left), Part(right)),
            Choice choice => VectorText.WhereGreater(Part(choice.Left), Part(choice.Right), Part(choice.Then), Part(choice.Else)),
            Call call => Function(call.Function, Part(call.X)),
            Unary { Operation: Operation.Negate } x => $"(-{Part(x.X)})",
            Unary x => v.Apply(x.Operation, Part(x.X)),
            Binary { Operation: Operation.Scale } x => VectorText.Scale(Part(x.X), Part(x.Y)),
            Binary x => $"({Part(x.X)} {Symbol(x.Operation)} {Part(x.Y)})",
            _ => throw new NotSupportedException($"{expression} has no text"),
        };
    }

    private string Function(Function function, string argument)
    {
        helpers.Require($"{function.Name} {v.Type}", w =>
        {
            w.Line($"/// <summary>{function.Name.ToLowerInvariant()} x, lane by lane.</summary>");
            w.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
            using (w.Block($"private static {v.Type} {function.Name}({v.Type} x)"))
                Body(w, function.Definition);
        });
        return $"{function.Name}({argument})";
    }

    private void Body(SourceWriter w, Expression definition)
    {
        int number = 0;
        Dictionary<Expression, string> known = Repeated(w, definition, ["x"], part => part is not (Operand or Constant), _ => FormattableString.Invariant($"t{number++}"));
        w.Line($"return {Text(definition, ["x"], "", known)};");
    }

    /// <summary>Writes variables for some of the parts that stand in an expression more than once, in the order of computation.</summary>
    private Dictionary<Expression, string> Repeated(SourceWriter w, Expression expression, IReadOnlyList<string> operands, Func<Expression, bool> isNamed, Func<string, string> unique)
    {
        Dictionary<Expression, int> uses = [];
        List<Expression> order = [];
        Visit(expression);
        Dictionary<Expression, string> known = [];
        foreach (Expression part in order.Where(part => uses[part] > 1 && isNamed(part)))
        {
            string text = Text(part, operands, "", known), name = unique("part");
            w.Line($"{v.Type} {name} = {text};");
            known[part] = name;
        }

        return known;

        void Visit(Expression part)
        {
            uses.TryGetValue(part, out int before);
            uses[part] = before + 1;
            if (before > 0)
                return;

            foreach (Expression inner in part.Parts)
                Visit(inner);

            order.Add(part);
        }
    }

    /// <summary>The sign of an operation on two numbers, or on two vectors of them.</summary>
    public static string Symbol(Operation operation) => operation switch
    {
        Operation.Add => "+",
        Operation.Subtract => "-",
        Operation.Multiply => "*",
        _ => "/",
    };
}
