using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Planning.Cpu.Schedules;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>One row of inputs of a product's tile: a reference of the emitted code and a distance from it.</summary>
/// <param name="Row">Distance that may depend on run-time extents.</param>
/// <param name="Offset">Constant distance.</param>
internal readonly record struct TileRow(Size Row, long Offset);

/// <summary>The heart of every convolution kernel: a tile of sums, each a product of a row of inputs with a column of weights, kept in registers.</summary>
/// <param name="v">The vectors.</param>
/// <param name="rows">Where each row of the tile starts.</param>
/// <param name="vectors">Vectors of weights beside one another.</param>
/// <param name="inputStep">Floats from one input of a stretch to the next.</param>
/// <param name="weightStep">Floats from one step's weights to the next; 0 where they are packed without gaps.</param>
/// <param name="halvesScale">The variable with the scale of weights that are half floats; null of floats.</param>
internal sealed class ProductText(VectorText v, IReadOnlyList<TileRow> rows, int vectors, int inputStep = 1, int weightStep = 0, string? halvesScale = null)
{
    private readonly int weightStep = weightStep == 0 ? vectors * v.Lanes : weightStep;

    /// <summary>Short loops are written out, as their counter and their end would cost as much as their body: the shortest always, others of small bodies.</summary>
    private const int LongestUnrolled = 8, AlwaysUnrolled = 5, SmallBody = 12;

    public static string Sum(int row, int vector) => FormattableString.Invariant($"s{row}_{vector}");

    /// <summary>Declares the sums, each row starting from the same vectors.</summary>
    /// <param name="w">The text.</param>
    /// <param name="start">The start of the sums of one vector.</param>
    public void Declare(SourceWriter w, Func<int, string> start)
    {
        for (int vector = 0; vector < vectors; vector++)
        {
            string names = string.Join(" = ", rows.Select((_, row) => Sum(row, vector)));
            w.Line($"{v.Type} {string.Join(", ", rows.Select((_, row) => Sum(row, vector)))};");
            w.Line($"{names} = {start(vector)};");
        }
    }

    /// <summary>Declares the reference that walks along the weights while products are added.</summary>
    /// <param name="w">The text.</param>
    /// <param name="weights">Reference to the weights.</param>
    /// <param name="at">Index of the tile's first weight.</param>
    /// <param name="element">The type of the weights.</param>
    public static void DeclareWeight(SourceWriter w, string weights, string at, string element = "float") =>
        w.Line($"ref {element} weight = {VectorText.Advance(weights, at)};");

    /// <summary>Adds products: stretches of <c>inner</c> inputs, in loops around them.</summary>
    /// <param name="w">The text.</param>
    /// <param name="inputs">Reference to the inputs.</param>
    /// <param name="at">Index of the tile's first input.</param>
    /// <param name="outer">How many stretches, and the distance between them; the outermost loop first.</param>
    /// <param name="inner">Inputs of a stretch.</param>
    /// <param name="step">Lines of every step of a long stretch.</param>
    public void Accumulate(SourceWriter w, string inputs, string at, IEnumerable<(int Count, Size Stride)> outer, int inner, params string[] step)
    {
        (int Count, Size Stride)[] loops = [.. outer.Where(loop => loop.Count > 1)];
        if (loops.Length == 0)
        {
            Stretch(w, inputs, at, inner, step);
            return;
        }

        string counter = loops.Length == 1 ? "stretch" : "filterRow";
        using (w.Block($"for (nuint {counter} = 0; {counter} < {loops[0].Count}; {counter}++)"))
            Accumulate(w, inputs, MapText.Index((at, 1), (counter, loops[0].Stride)), loops.Skip(1), inner, step);
    }

    /// <summary>Adds as many products as a variable says, from the reference <c>input</c> on.</summary>
    /// <param name="w">The text.</param>
    /// <param name="count">The variable.</param>
    /// <param name="step">Lines of every step.</param>
    public void AccumulateRows(SourceWriter w, string count, params string[] step)
    {
        using (w.Block($"for (nuint i = 0; i < {count}; i++)"))
        {
            w.Lines(step);
            MultiplyAdds(w, new Dictionary<string, string> { ["0"] = "input" }, null, 0);
            w.Line($"input = {VectorText.Advance("input", Text(inputStep))};");
            w.Line($"weight = {VectorText.Advance("weight", Text(weightStep))};");
        }
    }

    private void Stretch(SourceWriter w, string inputs, string at, int inner, string[] step)
    {
        Dictionary<string, string> references = [];
        foreach (Size row in rows.Select(row => row.Row))
        {
            string distance = row.ToString();
            if (references.ContainsKey(distance))
                continue;

            string name = references.Count == 0 ? "input" : FormattableString.Invariant($"input{references.Count}");
            references[distance] = name;
            w.Line($"ref float {name} = {VectorText.Advance(inputs, distance == "0" ? at : $"{at} + {distance}")};");
        }

        if (inner <= AlwaysUnrolled || (inner <= LongestUnrolled && rows.Count * vectors <= SmallBody))
        {
            for (int i = 0; i < inner; i++)
            {
                w.Lines(step);
                MultiplyAdds(w, references, null, i);
            }

            w.Line($"weight = {VectorText.Advance("weight", Text(inner * weightStep))};");
            return;
        }

        string advance = inputStep == 1 ? "i++" : $"i += {inputStep}";
        using (w.Block($"for (nuint i = 0; i < {inner * inputStep}; {advance})"))
        {
            w.Lines(step);
            MultiplyAdds(w, references, "i", 0);
            w.Line($"weight = {VectorText.Advance("weight", Text(weightStep))};");
        }
    }

    /// <summary>One step of the reduction. The operands of the shorter side are loaded first and kept; those of the longer are used one by one.</summary>
    private void MultiplyAdds(SourceWriter w, Dictionary<string, string> references, string? counter, int step)
    {
        string suffix = counter is null ? FormattableString.Invariant($"_{step}") : string.Empty;
        if (vectors <= rows.Count)
        {
            for (int vector = 0; vector < vectors; vector++)
                Weight(vector);

            for (int row = 0; row < rows.Count; row++)
            {
                Input(row);
                for (int vector = 0; vector < vectors; vector++)
                    MultiplyAdd(row, vector);
            }

            return;
        }

        for (int row = 0; row < rows.Count; row++)
            Input(row);

        for (int vector = 0; vector < vectors; vector++)
        {
            Weight(vector);
            for (int row = 0; row < rows.Count; row++)
                MultiplyAdd(row, vector);
        }

        void Weight(int vector)
        {
            string index = Text((step * weightStep) + (vector * v.Lanes));
            w.Line($"{v.Type} w{vector}{suffix} = {(halvesScale is null ? v.Load("weight", index) : v.LoadHalves("weight", index, halvesScale))};");
        }

        void Input(int row)
        {
            long offset = rows[row].Offset + (step * inputStep);
            string index = counter is null ? Text(offset) : offset == 0 ? counter : $"{counter} + {Text(offset)}";
            w.Line($"{v.Type} x{row}{suffix} = {v.Broadcast(references[rows[row].Row.ToString()], index)};");
        }

        void MultiplyAdd(int row, int vector) => w.Line(v.MultiplyAdd(Sum(row, vector), $"x{row}{suffix}", $"w{vector}{suffix}"));
    }

    private static string Text(long number) => ((Size)number).ToString();
}
