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

    /// <summary>How often an operand is used.</summary>
    public static int Uses(Expression expression, int operand) =>
        expression is Operand x ? (x.Index == operand ? 1 : 0) : expression.Parts.Sum(part => Uses(part, operand));

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
            Choice choice => VectorText.WhereGreater(Part(choice.Left), Part(choice.Right), Part(choice.Then), Part(choice.Else)),
            Call call => Function(call.Function, Part(call.X)),
            Unary { Operation: Operation.Negate } x => $"(-{Part(x.X)})",
            Unary x => v.Apply(x.Operation, Part(x.X)),
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

    /// <summary>Parts that are used more than once get names, in the order of computation.</summary>
    private void Body(SourceWriter w, Expression definition)
    {
        Dictionary<Expression, int> uses = [];
        List<Expression> order = [];
        Visit(definition);
        Dictionary<Expression, string> known = [];
        foreach (Expression part in order.Where(part => uses[part] > 1 && part is not (Operand or Constant)))
        {
            string text = Text(part, ["x"], "", known);
            string name = FormattableString.Invariant($"t{known.Count}");
            w.Line($"{v.Type} {name} = {text};");
            known[part] = name;
        }

        w.Line($"return {Text(definition, ["x"], "", known)};");

        void Visit(Expression expression)
        {
            uses.TryGetValue(expression, out int before);
            uses[expression] = before + 1;
            if (before > 0)
                return;

            foreach (Expression part in expression.Parts)
                Visit(part);

            order.Add(expression);
        }
    }

    private static string Symbol(Operation operation) => operation switch
    {
        Operation.Add => "+",
        Operation.Subtract => "-",
        Operation.Multiply => "*",
        _ => "/",
    };
}
