using System.Collections.Generic;
using System.Linq;

namespace Kiln.Generator.Lowering.Expressions;

/// <summary>The numbering of an expression's operands.</summary>
internal static class Operands
{
    /// <summary>The expression without the operands that it does not use, and with equal ones once.</summary>
    public static (Expression Expression, IReadOnlyList<Value> Used) Compact(Expression expression, IReadOnlyList<Value> operands)
    {
        List<Value> used = [];
        Expression numbered = Derivative.Replace(expression, part =>
        {
            if (part is not Operand operand)
                return null;

            Value value = operands[operand.Index];
            if (!used.Contains(value))
                used.Add(value);

            return new Operand(used.IndexOf(value));
        });
        return (numbered, used);
    }
}
