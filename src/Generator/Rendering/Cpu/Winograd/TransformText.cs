using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Kiln.Generator.Planning.Cpu.Fast;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Writes L X Lᵀ for a constant matrix L and a tile X of vectors, as additions and multiplications by constants.</summary>
/// <remarks>Each column of X, then each row of the result, goes through one method for L. Zeros cost nothing, ones no multiplication. Two rows of L that
/// differ in signs alone, which points ±a give, share the sums of their equal and of their opposite terms.</remarks>
internal static class TransformText
{
    /// <summary>Writes the transform.</summary>
    /// <param name="w">The text.</param>
    /// <param name="context">The vectors, and where the method for L goes.</param>
    /// <param name="matrix">L.</param>
    /// <param name="load">The element of X at a row and column.</param>
    /// <param name="store">Gets the row, the column and the name of each element of the result.</param>
    public static void Write(
        SourceWriter w, (VectorText Vector, HelperTexts Helpers) context, TransformMatrix matrix, Func<int, int, string> load, Action<int, int, string> store)
    {
        string method = $"{matrix.Role}Transform_{matrix.Algorithm.Suffix}";
        context.Helpers.Require($"{method} {context.Vector.Type}", helper => Method(helper, context.Vector, method, matrix));
        for (int column = 0; column < matrix.Columns; column++)
        {
            w.Line($"{method}(");
            for (int row = 0; row < matrix.Columns; row++)
                w.Line($"    {load(row, column)},");

            w.Line($"    {string.Join(", ", Enumerable.Range(0, matrix.Rows).Select(row => $"out {context.Vector.Type} {Name("h", row, column)}"))});");
        }

        for (int row = 0; row < matrix.Rows; row++)
        {
            string inputs = string.Join(", ", Enumerable.Range(0, matrix.Columns).Select(column => Name("h", row, column)));
            w.Line($"{method}({inputs}, {string.Join(", ", Enumerable.Range(0, matrix.Rows).Select(column => $"out {context.Vector.Type} {Name("y", row, column)}"))});");
            for (int column = 0; column < matrix.Rows; column++)
                store(row, column, Name("y", row, column));
        }
    }

    private static string Name(string kind, int row, int column) => FormattableString.Invariant($"{kind}{row}_{column}");

    private static void Method(SourceWriter w, VectorText v, string name, TransformMatrix matrix)
    {
        string[] inputs = [.. Enumerable.Range(0, matrix.Columns).Select(index => FormattableString.Invariant($"x{index}"))];
        string[] results = [.. Enumerable.Range(0, matrix.Rows).Select(index => FormattableString.Invariant($"y{index}"))];
        w.Line($"/// <summary>y = {matrix.Symbol} x for {matrix.Algorithm}.</summary>");
        w.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        w.Line($"private static void {name}(");
        w.Line($"    {string.Join(", ", inputs.Select(input => $"{v.Type} {input}"))},");
        w.Line($"    {string.Join(", ", results.Select(result => $"out {v.Type} {result}"))})");
        using (w.Block())
            Rows(w, v, matrix, inputs, results);
    }

    /// <summary>Writes the product of the matrix with one column of vectors.</summary>
    private static void Rows(SourceWriter w, VectorText v, TransformMatrix matrix, string[] inputs, string[] results)
    {
        bool[] done = new bool[matrix.Rows];
        for (int row = 0; row < matrix.Rows; row++)
        {
            if (done[row])
                continue;

            done[row] = true;
            (double Factor, string Input)[] terms = Terms(matrix, row, inputs);
            int twin = Enumerable.Range(row + 1, matrix.Rows - row - 1).FirstOrDefault(other => !done[other] && IsTwin(matrix, inputs, row, other));
            if (twin == 0)
            {
                w.Line($"{results[row]} = {Sum(v, terms)};");
                continue;
            }

            done[twin] = true;
            (double Factor, string Input)[] twins = Terms(matrix, twin, inputs);
            w.Line($"{v.Type} equal{row} = {Sum(v, [.. terms.Where((term, index) => term.Factor == twins[index].Factor)])};");
            w.Line($"{v.Type} opposite{row} = {Sum(v, [.. terms.Where((term, index) => term.Factor != twins[index].Factor)])};");
            w.Line($"{results[row]} = equal{row} + opposite{row};");
            w.Line($"{results[twin]} = equal{row} - opposite{row};");
        }
    }

    private static (double Factor, string Input)[] Terms(TransformMatrix matrix, int row, string[] inputs) =>
        [.. inputs.Select((input, column) => (Factor: matrix[row, column], Input: input)).Where(term => term.Factor != 0)];

    /// <summary>Whether two rows have the same terms up to signs, some equal and some opposite.</summary>
    private static bool IsTwin(TransformMatrix matrix, string[] inputs, int row, int other)
    {
        (double Factor, string Input)[] a = Terms(matrix, row, inputs), b = Terms(matrix, other, inputs);
        return a.Length == b.Length && a.Zip(b, (x, y) => x.Input == y.Input && Math.Abs(x.Factor) == Math.Abs(y.Factor)).All(same => same)
            && a.Zip(b, (x, y) => x.Factor == y.Factor).Distinct().Count() == 2;
    }

    /// <summary>A sum of terms; those without a factor first, so that the others are fused multiply-adds.</summary>
    private static string Sum(VectorText v, (double Factor, string Input)[] terms)
    {
        string sum = "";
        foreach ((double factor, string input) in terms.OrderBy(term => term.Factor == 1 ? 0 : term.Factor == -1 ? 1 : 2))
        {
            string constant = v.Broadcast(factor.ToString("R", CultureInfo.InvariantCulture) + "f");
            sum = sum.Length == 0
                ? factor switch { 1 => input, -1 => $"-{input}", _ => $"{constant} * {input}" }
                : factor switch
                {
                    1 => $"({sum} + {input})",
                    -1 => $"({sum} - {input})",
                    _ => v.Fused(constant, input, sum),
                };
        }

        return sum;
    }
}
