using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Writes L X Lᵀ for a constant matrix L and a tile X of vectors, as additions and multiplications by constants.</summary>
/// <remarks>Zeros cost nothing, ones no multiplication. Two rows of L that differ in signs alone, which points ±a give, share the sums of their
/// equal and of their opposite terms.</remarks>
internal static class TransformText
{
    /// <summary>Writes the transform.</summary>
    /// <param name="w">The text.</param>
    /// <param name="v">The vectors.</param>
    /// <param name="matrix">L.</param>
    /// <param name="load">The element of X at a row and column, or null for zero.</param>
    /// <param name="store">Gets the row, the column and the name of each element of the result.</param>
    public static void Write(SourceWriter w, VectorText v, double[,] matrix, Func<int, int, string?> load, Action<int, int, string> store)
    {
        int size = matrix.GetLength(1), results = matrix.GetLength(0);
        string?[,] half = new string?[results, size];
        for (int column = 0; column < size; column++)
        {
            string?[] inputs = new string?[size];
            for (int row = 0; row < size; row++)
            {
                if (load(row, column) is not { } element)
                    continue;

                inputs[row] = FormattableString.Invariant($"x{row}_{column}");
                w.Line($"var {inputs[row]} = {element};");
            }

            for (int row = 0; row < results; row++)
                half[row, column] = FormattableString.Invariant($"h{row}_{column}");

            string?[] names = Rows(w, v, matrix, inputs, row => half[row, column]!);
            for (int row = 0; row < results; row++)
                half[row, column] = names[row];
        }

        for (int row = 0; row < results; row++)
        {
            string?[] inputs = [.. Enumerable.Range(0, size).Select(column => half[row, column])];
            string?[] names = Rows(w, v, matrix, inputs, column => FormattableString.Invariant($"y{row}_{column}"));
            for (int column = 0; column < results; column++)
                store(row, column, names[column] ?? v.Zero);
        }
    }

    /// <summary>Writes the product of the matrix with one column of vectors and returns the names of the results, null for zeros.</summary>
    private static string?[] Rows(SourceWriter w, VectorText v, double[,] matrix, string?[] inputs, Func<int, string> name)
    {
        int results = matrix.GetLength(0);
        string?[] names = new string?[results];
        bool[] done = new bool[results];
        for (int row = 0; row < results; row++)
        {
            if (done[row])
                continue;

            done[row] = true;
            (double Factor, string Input)[] terms = Terms(matrix, row, inputs);
            if (terms.Length == 0)
                continue;

            names[row] = name(row);
            int twin = Enumerable.Range(row + 1, results - row - 1).FirstOrDefault(other => !done[other] && IsTwin(matrix, inputs, row, other));
            if (twin == 0)
            {
                w.Line($"var {names[row]} = {Sum(v, terms)};");
                continue;
            }

            done[twin] = true;
            names[twin] = name(twin);
            (double Factor, string Input)[] twins = Terms(matrix, twin, inputs);
            w.Line($"var {names[row]}e = {Sum(v, [.. terms.Where((term, index) => term.Factor == twins[index].Factor)])};");
            w.Line($"var {names[row]}o = {Sum(v, [.. terms.Where((term, index) => term.Factor != twins[index].Factor)])};");
            w.Line($"var {names[row]} = {names[row]}e + {names[row]}o;");
            w.Line($"var {names[twin]} = {names[row]}e - {names[row]}o;");
        }

        return names;
    }

    private static (double Factor, string Input)[] Terms(double[,] matrix, int row, string?[] inputs) =>
        [.. inputs.Select((input, column) => (Factor: matrix[row, column], Input: input!)).Where(term => term.Factor != 0 && term.Input is not null)];

    /// <summary>Whether two rows have the same terms up to signs, some equal and some opposite.</summary>
    private static bool IsTwin(double[,] matrix, string?[] inputs, int row, int other)
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

    /// <summary>The transposed matrix.</summary>
    public static double[,] Transpose(double[,] matrix)
    {
        double[,] transposed = new double[matrix.GetLength(1), matrix.GetLength(0)];
        for (int i = 0; i < matrix.GetLength(0); i++)
            for (int j = 0; j < matrix.GetLength(1); j++)
                transposed[j, i] = matrix[i, j];

        return transposed;
    }
}
