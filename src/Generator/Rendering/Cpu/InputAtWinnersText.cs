using System;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Planning.Cpu.Schedules;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Gradient by the input of a convolution after which a pool was fused: only the winner of each window spreads over its inputs.</summary>
internal sealed class InputAtWinnersText
{
    private readonly KernelText text;
    private readonly SourceWriter w;
    private readonly VectorText v;
    private readonly ConvGeometry geometry;
    private readonly WinnerSchedule schedule;
    private readonly WinnerText winners;
    private readonly InputGradientText sums;

    private InputAtWinnersText(KernelText text)
    {
        this.text = text;
        w = text.Body;
        v = text.Vector;
        geometry = ((ConvBackwardInput)text.Kernel.Kernel.Main).Geometry;
        schedule = (WinnerSchedule)text.Kernel.Schedule;
        winners = new WinnerText(text);
        text.Filters();
        sums = new InputGradientText(text);
    }

    private Window Filter => geometry.Window;

    private int Filters => geometry.Filters;

    /// <summary>Floats of a filter row with its padding to whole vectors.</summary>
    private int PackedRow => schedule.Chunks.Sum() * v.Lanes;

    /// <summary>Runs of equal winners a cell, and one of those without a gradient.</summary>
    private int Runs => winners.Positions + 1;

    public static void Write(KernelText text) => new InputAtWinnersText(text).Write();

    private void Write()
    {
        int sorted = (int)sums.Image + ArenaPlan.Alignment, entries = winners.Cells * Filters;
        winners.DeclareDistances(sums.Row);
        w.Line();
        w.Line($"// Every cell's filters with their gradients, sorted by winner, and where each winner's run ends.");
        w.Line($"Span<int> filterOf = MemoryMarshal.Cast<float, int>(scratch.Slice({sorted}, {entries}));");
        w.Line($"Span<float> gradientOf = scratch.Slice({sorted + entries}, {entries});");
        w.Line($"Span<int> ends = MemoryMarshal.Cast<float, int>(scratch.Slice({sorted + (2 * entries)}, {winners.Cells * (Runs + 1)}));");
        w.Line();
        using (w.Block("for (int n = from; n < to; n++)"))
        {
            Sort();
            w.Line();
            w.Line($"scratch.Slice(0, {sums.Image}).Clear();");
            using (w.Block($"for (int row = 0; row < {Filter.Height}; row++)"))
                winners.CellLoops(Spread);

            w.Line();
            sums.CopyOut("(nuint)n", "0");
        }
    }

    /// <summary>A counting sort: filters keep their order within a run, so the sums have one order.</summary>
    private void Sort()
    {
        winners.CellLoops(() =>
        {
            w.Line($"Span<int> end = ends.Slice(cell * {Runs + 1}, {Runs + 1});");
            w.Line("end.Clear();");
            using (w.Block($"for (int k = 0; k < {Filters}; k++)"))
            {
                w.Line($"float gradient = {winners.GradientOfCell()};");
                w.Line($"end[(gradient == 0 ? {winners.Positions} : {winners.Winner()}) + 1]++;");
            }

            w.Line();
            w.Line($"for (int run = 1; run < {Runs}; run++)");
            w.Line("    end[run] += end[run - 1];");
            w.Line();
            using (w.Block($"for (int k = 0; k < {Filters}; k++)"))
            {
                w.Line($"float gradient = {winners.GradientOfCell()};");
                w.Line($"int place = (cell * {Filters}) + end[gradient == 0 ? {winners.Positions} : {winners.Winner()}]++;");
                w.Line("filterOf[place] = k;");
                w.Line("gradientOf[place] = gradient;");
            }
        });
    }

    private void Spread()
    {
        w.Line("int begin = 0;");
        using (w.Block($"for (int run = 0; run < {winners.Positions}; run++)"))
        {
            w.Line($"int end = ends[(cell * {Runs + 1}) + run];");
            w.Line("if (begin == end)");
            w.Line("    continue;");
            w.Line();
            w.Line($"ref int filter = ref filterOf[cell * {Filters}];");
            w.Line($"ref float gradient = ref gradientOf[cell * {Filters}];");
            w.Line($"ref float rowFilters = {VectorText.Advance("filters", $"row * {Filters * PackedRow}")};");
            w.Line($"ref float window = {VectorText.Advance("sums", $"{winners.CellDistance(sums.Row)} + (row * {sums.Row}) + distances[run]")};");
            int first = 0;
            foreach (int vectors in schedule.Chunks)
            {
                using (w.Block())
                    Chunk(first, vectors);

                first += vectors;
            }

            w.Line("begin = end;");
        }
    }

    private void Chunk(int first, int vectors)
    {
        string[] names = [.. Enumerable.Range(0, vectors).Select(vector => FormattableString.Invariant($"s{vector}"))];
        w.Line($"{v.Type} {string.Join(", ", names)};");
        w.Line($"{string.Join(" = ", names)} = {v.Zero};");
        using (w.Block("for (int i = begin; i < end; i++)"))
        {
            w.Line($"{v.Type} g = {v.Broadcast("gradient", "i")};");
            w.Line($"ref float weight = {VectorText.Advance("rowFilters", $"(Unsafe.Add(ref filter, i) * {PackedRow}) + {first * v.Lanes}")};");
            for (int vector = 0; vector < vectors; vector++)
                w.Line(v.MultiplyAdd(names[vector], "g", v.Load("weight", ((Size)(vector * v.Lanes)).ToString())));
        }

        for (int vector = 0; vector < vectors; vector++)
        {
            string at = ((Size)((first + vector) * v.Lanes)).ToString();
            w.Line(v.Store($"({v.Load("window", at)} + {names[vector]})", "window", at, v.Lanes));
        }
    }
}
