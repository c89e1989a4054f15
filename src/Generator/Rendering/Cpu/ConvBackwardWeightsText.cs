using System;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu.Schedules;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Gradient by the weights of a convolution: the sum over all positions of all images of input window times output gradient.</summary>
/// <remarks>The units of work are sets of weights, over all images: no two threads sum the same weight differently, and there is nothing to
/// add up after the threads.</remarks>
internal static class ConvBackwardWeightsText
{
    public static void Write(KernelText text)
    {
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        ConvBackwardWeights conv = (ConvBackwardWeights)text.Kernel.Kernel.Main;
        ConvGeometry geometry = conv.Geometry;
        TileSchedule tile = (TileSchedule)text.Kernel.Schedule;
        Window filter = geometry.Window;
        int filters = geometry.Filters, stretch = geometry.Stretch, rows = tile.Columns;
        int sets = (stretch + rows - 1) / rows;

        MapText input = text.Read(conv.Input);
        MapText gradient = text.Read(conv.Gradient);
        text.Images();
        text.Units = UnitCount.Constant((long)geometry.Stretches * geometry.Groups * sets);
        text.Reference("inputs", input);
        text.Reference("gradients", gradient);
        string sums = text.Floats(conv.Output, writes: true);
        text.Reference("outputs", sums);
        w.Line();
        if (tile.ImagesAtOnce == 0)
        {
            Units("0", "(nuint)images");
        }
        else
        {
            using (w.Block($"for (nuint start = 0; start < (nuint)images; start += {tile.ImagesAtOnce})"))
            {
                w.Line($"nuint end = Math.Min(start + {tile.ImagesAtOnce}, (nuint)images);");
                Units("start", "end");
            }
        }

        void Units(string start, string end)
        {
            using (w.Block("for (int unit = from; unit < to; unit++)"))
            {
                w.Line($"nuint first = (nuint)(unit % {sets} * {rows});");
                w.Line(geometry.Groups == 1 ? $"nuint part = (nuint)(unit / {sets});" : $"nuint part = (nuint)(unit / {sets * geometry.Groups});");
                if (geometry.Groups > 1)
                    w.Line($"nuint group = (nuint)(unit / {sets} % {geometry.Groups});");

                w.Line($"nuint distance = {MapText.Index(("1", FilterLoops.Distance(geometry, "part", input.Row, input.Pixel)))};");
                int rest = stretch % rows;
                if (rest == 0)
                {
                    Set(rows, start, end);
                    return;
                }

                using (w.Block($"if (first < {stretch - rest})"))
                    Set(rows, start, end);

                using (w.Block("else"))
                    Set(rest, start, end);
            }
        }

        void Set(int weights, string start, string end)
        {
            if (tile.ImagesAtOnce > 0)
            {
                w.Line("if (start == 0)");
                w.Line($"    {sums}.Slice((int)({MapText.Index(("part", (long)stretch * filters), ("first", filters))}), {(Size)(weights * filters)}).Clear();");
                w.Line();
            }

            Panels(weights, start, end);
        }

        void Panels(int weights, string start, string end) => PanelLoops.Write(w, tile.Panels, (panel, lane) =>
        {
            ProductText product = new(
                v, [.. Enumerable.Range(0, weights).Select(weight => new TileRow(0, weight))], panel.Vectors, filter.StrideX * geometry.Input.Channels, filters);
            string place = MapText.Index(("part", (long)stretch * filters), ("first", filters), ("1", lane + Group(geometry.GroupFilters)));
            w.Line($"ref float output = {VectorText.Advance("outputs", place)};");
            if (tile.ImagesAtOnce == 0)
                product.Declare(w, _ => v.Zero);
            else
                Sums((sum, at, _) => $"{v.Type} {sum} = {v.Load("output", at)};");

            ProductText.DeclareWeight(w, "gradients", MapText.Index(("1", lane), ("1", Group(geometry.GroupFilters)), (start, tile.ImagesAtOnce == 0 ? 0 : gradient.Image)));
            using (w.Block($"for (nuint n = {start}; n < {end}; n++)"))
                Image(product, lane);

            w.Line();
            Sums((sum, at, lanes) => v.Store(sum, "output", at, lanes));

            void Sums(Func<string, string, int, string> line)
            {
                for (int weight = 0; weight < weights; weight++)
                {
                    for (int vector = 0; vector < panel.Vectors; vector++)
                        w.Line(line(ProductText.Sum(weight, vector), ((Size)(((long)weight * filters) + (vector * v.Lanes))).ToString(), panel.LanesOf(vector)));
                }
            }
        });

        void Image(ProductText product, Size lane)
        {
            if (!gradient.Layout.HasHalo)
            {
                w.Line($"nuint at = {At()};");
                product.Accumulate(w, "inputs", "at", [(geometry.Output.Height, input.Row * filter.StrideY)], geometry.Output.Width);
                return;
            }

            // Another layer reads the map with padding, so its rows do not follow one another.
            using (w.Block($"for (nuint y = 0; y < {gradient.Height}; y++)"))
            {
                string row = MapText.Index(("1", gradient.Origin()), ("n", gradient.Image), ("y", gradient.Row), ("1", lane), ("1", Group(geometry.GroupFilters)));
                w.Line($"weight = {VectorText.Advance("gradients", row)};");
                w.Line($"nuint at = {At(("y", input.Row * filter.StrideY))};");
                product.Accumulate(w, "inputs", "at", [], geometry.Output.Width);
            }
        }

        string At(params (string Counter, Size Distance)[] row) => MapText.Index(
            [("1", input.Origin(filter.PadTop, filter.PadLeft)), ("n", input.Image), .. row, ("distance", 1), ("first", 1), ("1", Group(geometry.Depth))]);

        Size Group(long floats) => GroupLoops.Start(geometry, floats);
    }
}
