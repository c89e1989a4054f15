using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Planning.Schedules;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>One row of inputs of a product's tile: a reference of the emitted code and a distance from it.</summary>
/// <param name="Row">Distance that may depend on run-time extents.</param>
/// <param name="Offset">Constant distance.</param>
internal readonly record struct TileRow(Size Row, long Offset);

/// <summary>The heart of every convolution kernel: a tile of sums, each a product of a row of inputs with a column of weights, kept in registers.</summary>
/// <param name="rows">Where each row of the tile starts.</param>
/// <param name="vectors">Vectors of weights beside one another.</param>
/// <param name="inputStep">Floats from one input of a stretch to the next.</param>
/// <param name="weightStep">Floats from one step's weights to the next; 0 where they are packed without gaps.</param>
internal sealed class ProductText(IReadOnlyList<TileRow> rows, int vectors, int inputStep = 1, int weightStep = 0)
{
    private readonly int weightStep = weightStep == 0 ? vectors * VectorText.Lanes : weightStep;

    /// <summary>Shorter loops are written out: their counter would cost as much as their body.</summary>
    private const int LongestUnrolled = 8;

    public static string Sum(int row, int vector) => FormattableString.Invariant($"s{row}_{vector}");

    /// <summary>Declares the sums, each row starting from the same vectors.</summary>
    /// <param name="w">The text.</param>
    /// <param name="start">The start of the sums of one vector.</param>
    public void Declare(SourceWriter w, Func<int, string> start)
    {
        for (int vector = 0; vector < vectors; vector++)
        {
            string names = string.Join(" = ", rows.Select((_, row) => Sum(row, vector)));
            w.Line($"{VectorText.Type} {string.Join(", ", rows.Select((_, row) => Sum(row, vector)))};");
            w.Line($"{names} = {start(vector)};");
        }
    }

    /// <summary>Declares the sums, each starting from its value in memory.</summary>
    /// <param name="w">The text.</param>
    /// <param name="start">The start of the sum of a row and vector.</param>
    public void Load(SourceWriter w, Func<int, int, string> start)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            for (int vector = 0; vector < vectors; vector++)
                w.Line($"{VectorText.Type} {Sum(row, vector)} = {start(row, vector)};");
        }
    }

    /// <summary>Declares the reference that walks along the weights while products are added.</summary>
    /// <param name="w">The text.</param>
    /// <param name="weights">Reference to the weights.</param>
    /// <param name="at">Index of the tile's first weight.</param>
    public static void DeclareWeight(SourceWriter w, string weights, string at) =>
        w.Line($"ref float weight = {VectorText.Advance(weights, at)};");

    /// <summary>Adds products: <c>outer</c> stretches of <c>inner</c> inputs.</summary>
    /// <param name="w">The text.</param>
    /// <param name="inputs">Reference to the inputs.</param>
    /// <param name="at">Index of the tile's first input.</param>
    /// <param name="outer">How many stretches, and the distance between them.</param>
    /// <param name="inner">Inputs of a stretch.</param>
    public void Accumulate(SourceWriter w, string inputs, string at, (int Count, Size Stride) outer, int inner)
    {
        if (outer.Count == 1)
        {
            Stretch(w, inputs, at, inner);
            return;
        }

        using (w.Block($"for (nuint stretch = 0; stretch < {outer.Count}; stretch++)"))
            Stretch(w, inputs, $"{at} + {MapText.Index(("stretch", outer.Stride)).Wrap()}", inner);
    }

    /// <summary>Adds as many products as a variable says, from the reference <c>input</c> on.</summary>
    public void AccumulateRows(SourceWriter w, string count)
    {
        using (w.Block($"for (nuint i = 0; i < {count}; i++)"))
        {
            MultiplyAdds(w, new Dictionary<string, string> { ["0"] = "input" }, null, 0);
            w.Line($"input = {VectorText.Advance("input", Text(inputStep))};");
            w.Line($"weight = {VectorText.Advance("weight", Text(weightStep))};");
        }
    }

    private void Stretch(SourceWriter w, string inputs, string at, int inner)
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

        if (inner <= LongestUnrolled)
        {
            for (int i = 0; i < inner; i++)
                MultiplyAdds(w, references, null, i);

            w.Line($"weight = {VectorText.Advance("weight", Text(inner * weightStep))};");
            return;
        }

        string advance = inputStep == 1 ? "i++" : $"i += {inputStep}";
        using (w.Block($"for (nuint i = 0; i < {inner * inputStep}; {advance})"))
        {
            MultiplyAdds(w, references, "i", 0);
            w.Line($"weight = {VectorText.Advance("weight", Text(weightStep))};");
        }
    }

    private void MultiplyAdds(SourceWriter w, Dictionary<string, string> references, string? counter, int step)
    {
        string suffix = counter is null ? FormattableString.Invariant($"_{step}") : string.Empty;
        for (int vector = 0; vector < vectors; vector++)
            w.Line($"{VectorText.Type} w{vector}{suffix} = {VectorText.Load("weight", Text((step * weightStep) + (vector * VectorText.Lanes)))};");

        for (int row = 0; row < rows.Count; row++)
        {
            long offset = rows[row].Offset + (step * inputStep);
            string index = counter is null ? Text(offset) : offset == 0 ? counter : $"{counter} + {Text(offset)}";
            w.Line($"{VectorText.Type} x{row}{suffix} = {VectorText.Broadcast(references[rows[row].Row.ToString()], index)};");
            for (int vector = 0; vector < vectors; vector++)
                w.Line(VectorText.MultiplyAdd(Sum(row, vector), $"x{row}{suffix}", $"w{vector}{suffix}"));
        }
    }

    private static string Text(long number) => ((Size)number).ToString();
}

/// <summary>Loops over the panels of a schedule.</summary>
internal static class PanelLoops
{
    /// <summary>Writes the body once a kind of panel, in a loop where several follow one another.</summary>
    /// <param name="w">The text.</param>
    /// <param name="panels">The panels.</param>
    /// <param name="body">Gets the panel and the index of its first lane, a variable or a constant.</param>
    public static void Write(SourceWriter w, IReadOnlyList<Panel> panels, Action<Panel, Size> body)
    {
        foreach (Panel panel in panels)
        {
            int first = panel.First * VectorText.Lanes;
            int width = panel.Vectors * VectorText.Lanes;
            if (panel.Count == 1)
            {
                using (w.Block())
                    body(panel, first);

                continue;
            }

            using (w.Block($"for (nuint lane = {first}; lane < {first + (panel.Count * width)}; lane += {width})"))
                body(panel, Size.Variable("lane"));
        }
    }

    /// <summary>Writes the body once a kind of panel, in a loop over those panels that are this call's units of work.</summary>
    /// <param name="w">The text.</param>
    /// <param name="panels">The panels.</param>
    /// <param name="body">Gets the panel and the index of its first lane.</param>
    public static void WriteUnits(SourceWriter w, IReadOnlyList<Panel> panels, Action<Panel, Size> body)
    {
        int unit = 0;
        foreach (Panel panel in panels)
        {
            string range = FormattableString.Invariant($"int unit = Math.Max(from, {unit}); unit < Math.Min(to, {unit + panel.Count}); unit++");
            using (w.Block($"for ({range})"))
            {
                w.Line(FormattableString.Invariant($"nuint lane = ((nuint)(unit - {unit}) * {panel.Vectors * VectorText.Lanes}) + {panel.First * VectorText.Lanes};"));
                body(panel, Size.Variable("lane"));
            }

            unit += panel.Count;
        }
    }

    /// <summary>How many panels there are.</summary>
    public static int Count(IReadOnlyList<Panel> panels) => panels.Sum(panel => panel.Count);

    /// <summary>Lanes of one vector of a panel that hold results.</summary>
    public static int Lanes(Panel panel, int vector) => vector == panel.Vectors - 1 ? panel.LastLanes : VectorText.Lanes;

    /// <summary>Parentheses around an expression that has an operator.</summary>
    public static string Wrap(this string expression) => expression.IndexOf(' ') < 0 ? expression : $"({expression})";
}
