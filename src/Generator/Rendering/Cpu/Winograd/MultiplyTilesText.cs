using System;
using System.Linq;
using Kiln.Generator.Planning.Cpu.Fast;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Planning.Cpu.Schedules;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>The matrix products of a transformed convolution: for each multiplication of a tile, tiles × channels times channels × filters.</summary>
internal static class MultiplyTilesText
{
    public static void WriteForward(KernelText text)
    {
        MultiplyTiles step = (MultiplyTiles)text.Kernel.Kernel.Main;
        Write(text, step.Input, step.Output, step.Geometry.Input.Channels);
    }

    public static void WriteGradient(KernelText text)
    {
        MultiplyGradientTiles step = (MultiplyGradientTiles)text.Kernel.Kernel.Main;
        Write(text, step.Input, step.Output, step.Geometry.Filters);
    }

    private static void Write(KernelText text, Value from, Value to, int reduction)
    {
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        WinogradStep step = (WinogradStep)text.Kernel.Kernel.Main;
        TileSchedule tile = (TileSchedule)text.Kernel.Schedule;
        TileText inputs = new(text, from, "inputs", writes: false);
        TileText outputs = new(text, to, "outputs", writes: true);
        text.Filters();

        int width = tile.Width, panels = tile.PanelCount;
        text.Units = UnitCount.Constant(step.Algorithm.Multiplies * panels);
        w.Line($"nuint rows = (nuint){TileText.Tiles};");
        w.Line();
        using (w.Block(panels == 1 ? "for (int multiplication = from; multiplication < to; multiplication++)" : "for (int unit = from; unit < to; unit++)"))
        {
            if (panels > 1)
                w.Line($"int multiplication = unit / {(Size)panels}, panel = unit % {(Size)panels};");

            w.Line($"nuint source = (nuint)multiplication * ({inputs.Distance});");
            w.Line($"nuint target = (nuint)multiplication * ({outputs.Distance});");
            w.Line($"nuint filter = (nuint)multiplication * {width * reduction};");
            if (panels == 1)
                PanelLoops.Write(w, tile.Panels, Tiles);
            else
                PanelLoops.WriteOne(w, tile.Panels, Tiles);
        }

        void Tiles(Panel panel, Size lane)
        {
            NextPanelText? next = tile.Stream ? new(w, "filters", panel, tile.Repeats, text.ForOneImage) : null;
            next?.Start(MapText.Index(("filter", 1), ("1", (lane + panel.Width) * reduction)), panel.Width * reduction);
            TileLoops.Columns(w, tile.Columns, Size.Variable("rows"), overlap: true, rows => Tile(panel, lane, rows, next));
        }

        void Tile(Panel panel, Size lane, int rows, NextPanelText? next)
        {
            ProductText product = new(v, [.. Enumerable.Range(0, rows).Select(row => new TileRow(0, (long)row * inputs.Layout.Pitch))], panel.Vectors);
            product.Declare(w, _ => v.Zero);
            ProductText.DeclareWeight(w, "filters", MapText.Index(("filter", 1), ("1", lane * reduction)));
            next?.StartTile();
            w.Line($"nuint at = {MapText.Index(("source", 1), ("x", inputs.Layout.Pitch))};");
            product.Accumulate(w, "inputs", "at", [], reduction, next?.Step ?? []);
            for (int row = 0; row < rows; row++)
            {
                for (int vector = 0; vector < panel.Vectors; vector++)
                {
                    string place = MapText.Index(
                        ("target", 1), ("x", outputs.Layout.Pitch), ("1", lane + (vector * v.Lanes) + ((Size)row * outputs.Layout.Pitch)));
                    w.Line(v.Store(ProductText.Sum(row, vector), "outputs", place, v.Lanes));
                }
            }
        }
    }
}
