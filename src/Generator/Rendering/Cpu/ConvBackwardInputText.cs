using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Planning.Cpu.Schedules;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Gradient by the input of a convolution: every position of the output's gradient adds its product with the filters to its window.</summary>
internal sealed class ConvBackwardInputText
{
    private readonly KernelText text;
    private readonly SourceWriter w;
    private readonly VectorText v;
    private readonly ConvGeometry geometry;
    private readonly TileSchedule tile;
    private readonly MapText gradient;
    private readonly InputGradientText sums;

    private ConvBackwardInputText(KernelText text)
    {
        this.text = text;
        w = text.Body;
        v = text.Vector;
        ConvBackwardInput conv = (ConvBackwardInput)text.Kernel.Kernel.Main;
        geometry = conv.Geometry;
        tile = (TileSchedule)text.Kernel.Schedule;
        gradient = text.Read(conv.Gradient);
        text.Reference("gradients", gradient);
        text.Filters();
        sums = new InputGradientText(text);
    }

    private Window Filter => geometry.Window;

    /// <summary>Floats of the packed weights of one stretch and group.</summary>
    private int PanelFloats => tile.Width * geometry.GroupFilters;

    public static void Write(KernelText text) => new ConvBackwardInputText(text).Write();

    private void Write()
    {
        int block = KernelPlanner.Block(tile);
        text.Units = UnitCount.Images(1);
        w.Line();
        w.Line("// Images whose sums lie in the scratch memory together.");
        using (w.Block($"for (int first = from; first < to; first += {block})"))
        {
            w.Line($"int count = Math.Min({block}, to - first);");
            w.Line($"scratch.Slice(0, count * {sums.Image}).Clear();");
            using (w.Block($"for (nuint part = 0; part < {geometry.Stretches}; part++)"))
            {
                w.Line($"nuint distance = {MapText.Index(("1", FilterLoops.Distance(geometry, "part", sums.Row, geometry.Input.Channels)))};");
                GroupLoops.Write(w, geometry, () =>
                {
                    if (tile.PanelsOuter)
                        PanelLoops.Write(w, tile.Panels, (panel, lane) => Images(size => Tile(size, panel, lane)));
                    else
                        Images(size => PanelLoops.Write(w, tile.Panels, (panel, lane) => Tile(size, panel, lane)));
                });
            }

            w.Line();
            using (w.Block("for (nuint n = 0; n < (nuint)count; n++)"))
                sums.CopyOut("((nuint)first + n)", $"(n * {sums.Image})");
        }
    }

    private void Images(Action<TileSize> body) =>
        TileLoops.Images(w, tile.Images, "0", tile.Images == 1 ? "count" : $"(count + {tile.Images - 1}) / {tile.Images}", "count", count =>
            TileLoops.Cells(w, tile, count, gradient.Shape.Height, gradient.Width, overlap: false, size =>
            {
                w.Line($"nuint at = {MapText.Index(("(nuint)first", gradient.Image), ("n", gradient.Image), ("1", gradient.Origin()), ("y", gradient.Row), ("x", gradient.Pixel), ("1", Group(geometry.GroupFilters)))};");
                w.Line($"nuint to0 = {MapText.Index(("n", sums.Image), ("y", sums.Row * Filter.StrideY), ("distance", 1), ("x", (Size)geometry.Input.Channels * Filter.StrideX), ("1", Group(geometry.Depth)))};");
                w.Line();
                body(size);
            }));

    private Size Group(long floats) => GroupLoops.Start(geometry, floats);

    private void Tile(TileSize size, Panel panel, Size lane)
    {
        var cells = (
            from image in Enumerable.Range(0, size.Images)
            from row in Enumerable.Range(0, size.Rows)
            from column in Enumerable.Range(0, size.Columns)
            select (image, row, column)).ToArray();

        IReadOnlyList<TileRow> rows =
            [.. cells.Select(cell => new TileRow(0, ((gradient.Image * cell.image) + (gradient.Row * cell.row) + (gradient.Pixel * cell.column)).Constant))];

        ProductText product = new(v, rows, panel.Vectors);
        product.Declare(w, _ => v.Zero);
        ProductText.DeclareWeight(w, "filters", MapText.Index(("part", (long)PanelFloats * geometry.Groups), ("1", Group(PanelFloats)), ("1", lane * geometry.GroupFilters)));
        product.Accumulate(w, "gradients", "at", [], geometry.GroupFilters);
        w.Line();

        // The cells of a tile may share inputs, so they add one after the other.
        w.Line($"ref float sum = {VectorText.Advance("sums", MapText.Index(("to0", 1), ("1", lane)))};");
        for (int index = 0; index < cells.Length; index++)
        {
            (int image, int row, int column) = cells[index];
            long distance = (image * sums.Image) + ((long)row * Filter.StrideY * sums.Row) + ((long)column * Filter.StrideX * geometry.Input.Channels);
            for (int vector = 0; vector < panel.Vectors; vector++)
            {
                string at = ((Size)((vector * v.Lanes) + distance)).ToString();
                w.Line(v.Store($"({v.Load("sum", at)} + {ProductText.Sum(index, vector)})", "sum", at, v.Lanes));
            }
        }
    }
}
