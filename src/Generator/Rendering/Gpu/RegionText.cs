using System;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Gpu;

/// <summary>Maximum and mean over the tiles of regions, a thread an element, and their gradients.</summary>
internal static class RegionText
{
    public static void WriteMaximum(GpuKernelText text)
    {
        RegionMaxForward step = (RegionMaxForward)text.Kernel.Main;
        Value? winners = step.Winners is { } stored && text.Plan.Memory.IsStored(stored) ? stored : null;
        Cells(text, step.Tiles, step.Map, step.Regions, step.Output, _ =>
        {
            SourceWriter w = text.Body;
            w.Line("float value = 0;");
            w.Line("int winner = -1;");
            w.Line("// Down the columns; the first of equals wins.");
            Pixels(w, () =>
            {
                w.Line($"float candidate = {ElementText.Element(text, step.Map, "line0", "column", "c")};");
                using (w.Block("if (winner < 0 || candidate > value)"))
                {
                    w.Line("value = candidate;");
                    w.Line($"winner = (line0 * {step.Map.Shape.Width}) + column;");
                }
            });
            if (winners is not null)
                w.Line($"{text.Array(winners)}[element] = {GpuEpilogue.Cast(winners)}winner;");
        });
    }

    public static void WriteMean(GpuKernelText text)
    {
        RegionMeanForward step = (RegionMeanForward)text.Kernel.Main;
        Cells(text, step.Tiles, step.Map, step.Regions, step.Output, tiles =>
        {
            SourceWriter w = text.Body;
            tiles.DeclareShare();
            w.Line("float value = 0;");
            Pixels(w, () => w.Line($"value += {ElementText.Element(text, step.Map, "line0", "column", "c")};"));
            w.Line("value *= share;");
        });
    }

    public static void WriteMaximumBackward(GpuKernelText text)
    {
        RegionMaxBackward step = (RegionMaxBackward)text.Kernel.Main;
        SourceWriter w = text.Body;
        Shape cells = step.Gradient.Shape;
        ScatterText.Write(text, step.Output, element =>
        {
            using (w.Block($"for (int cell = (n * {cells.Count}) + c; cell < (n + 1) * {cells.Count}; cell += {cells.Channels})"))
            {
                w.Line("// The number that stands for no winner is in no row.");
                w.Line($"int column = {text.Array(step.Winners)}[cell] - (row * {step.Output.Shape.Width});");
                using (w.Block($"if ((uint)column < {step.Output.Shape.Width})"))
                    w.Line($"{element("column")} += {text.Array(step.Gradient)}[cell];");
            }
        });
    }

    public static void WriteMeanBackward(GpuKernelText text)
    {
        RegionMeanBackward step = (RegionMeanBackward)text.Kernel.Main;
        SourceWriter w = text.Body;
        Shape cells = step.Gradient.Shape;
        ScatterText.Write(text, step.Output, element =>
        {
            using (w.Block($"for (int y = 0; y < {cells.Height}; y++)"))
            {
                RegionTileText tiles = Row(text, step.Tiles, step.Output.Shape, step.Regions);
                using (w.Block("if (row >= top && row < bottom)"))
                using (w.Block($"for (int x = 0; x < {cells.Width}; x++)"))
                {
                    tiles.DeclareColumns("x");
                    tiles.DeclareShare();
                    w.Line($"float gradient = share * {ElementText.Element(text, step.Gradient, "y", "x", "c")};");
                    using (w.Block("for (int column = left; column < right; column++)"))
                        w.Line($"{element("column")} += gradient;");
                }
            }
        });
    }

    /// <summary>A kernel whose threads each compute <c>value</c> of one tile and channel.</summary>
    private static void Cells(GpuKernelText text, RegionTiles division, Value map, Value regions, Value output, Action<RegionTileText> value) => ElementText.Write(text, output, () =>
    {
        ElementText.Place(text, output.Shape);
        RegionTileText tiles = Row(text, division, map.Shape, regions);
        tiles.DeclareColumns("x");
        value(tiles);
        return "value";
    });

    /// <summary>Declares the rows of the tiles in row <c>y</c> of the output of image <c>n</c>.</summary>
    private static RegionTileText Row(GpuKernelText text, RegionTiles division, Shape map, Value regions)
    {
        SourceWriter w = text.Body;
        RegionTileText tiles = new(w, text.Helpers.Require, division, map);
        w.Line($"int region = {text.Indices.Over("y", division.Rows)}, corner = ((n * {regions.Shape.Height}) + region) * 4;");
        tiles.DeclareRegion(number => FormattableString.Invariant($"{text.Array(regions)}[corner + {number}]"));
        tiles.DeclareRows(FormattableString.Invariant($"(y - (region * {division.Rows}))"));
        return tiles;
    }

    /// <summary>Loops over the pixels of a tile, down its columns.</summary>
    private static void Pixels(SourceWriter w, Action body)
    {
        using (w.Block("for (int column = left; column < right; column++)"))
        using (w.Block("for (int line0 = top; line0 < bottom; line0++)"))
            body();
    }
}
