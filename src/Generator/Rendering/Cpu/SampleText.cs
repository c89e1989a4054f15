using System;
using System.Linq;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Samples of a map at the points of a grid. The four weights are computed once a point; lanes run over channels.</summary>
internal static class SampleText
{
    /// <summary>Sums over channels are taken in so many lanes, whatever the width of vectors: every width gives the same bits.</summary>
    private const int SumLanes = 16;

    public static void WriteForward(KernelText text)
    {
        SampleForward step = (SampleForward)text.Kernel.Kernel.Main;
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        MapText map = text.Read(step.Map), grid = text.Read(step.Grid), output = text.Extents(step.Output);
        EpilogueText epilogue = new(text, step.Output);
        text.Reference("inputs", map);
        text.Reference("points", grid);
        epilogue.Declare();
        w.Line();
        PixelLoops.Pixels(text, output, () =>
        {
            Point(w, grid, map);
            FetchNext(text, grid, map);
            foreach ((int row, int column) in SamplePointText.Corners)
                w.Line($"{v.Type} weight{row}{column} = {v.Broadcast(SamplePointText.Weight((row, column)))};");

            MapLoops.Vectors(text, map.Shape.Channels, (channel, lanes) =>
            {
                string sum = $"({v.Load("inputs", $"at00 + {channel}")} * weight00)";
                foreach ((int row, int column) in SamplePointText.Corners.Skip(1))
                    sum = v.Fused(v.Load("inputs", $"at{row}{column} + {channel}"), $"weight{row}{column}", sum);

                w.Line($"{v.Type} value = isNear ? {sum} : {v.Zero};");
                epilogue.Emit(["value"], other => MapLoops.Pixel(other, channel), channel, lanes);
            });
        });
    }

    /// <summary>Every pixel around a point whose weight is not 0: of a grid that lies on pixels one instead of four.</summary>
    public static void WriteBackwardMap(KernelText text)
    {
        SampleBackwardMap step = (SampleBackwardMap)text.Kernel.Kernel.Main;
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        MapText gradient = text.Read(step.Gradient), grid = text.Read(step.Grid), output = text.Write(step.Output);
        text.Reference("gradients", gradient);
        text.Reference("points", grid);
        text.Reference("outputs", output);
        w.Line();
        ScatterLoops.Images(text, output, (channels, place) =>
        {
            using (w.Block($"for (int y = 0; y < {gradient.Height}; y++)"))
            using (w.Block($"for (int x = 0; x < {gradient.Width}; x++)"))
            {
                Point(w, grid, output);
                w.Line($"nuint by = {MapLoops.Pixel(gradient, "0")};");
                foreach ((int row, int column) in SamplePointText.Corners)
                {
                    w.Line($"float weight{row}{column} = {SamplePointText.Weight((row, column))};");
                    using (w.Block($"if (weight{row}{column} != 0)"))
                    {
                        MapLoops.Vectors(text, channels, (channel, lanes) =>
                        {
                            string at = $"at{row}{column} + {place(channel)}";
                            w.Line(v.Store(v.Fused(v.Load("gradients", $"by + {place(channel)}"), v.Broadcast($"weight{row}{column}"), v.Load("outputs", at)), "outputs", at, lanes));
                        });
                    }
                }
            }
        });
    }

    public static void WriteBackwardGrid(KernelText text)
    {
        SampleBackwardGrid step = (SampleBackwardGrid)text.Kernel.Kernel.Main;
        SourceWriter w = text.Body;
        MapText gradient = text.Read(step.Gradient), map = text.Read(step.Map), grid = text.Read(step.Grid), output = text.Write(step.Output);
        text.Reference("gradients", gradient);
        text.Reference("inputs", map);
        text.Reference("points", grid);
        text.Reference("outputs", output);
        w.Line();
        PixelLoops.Pixels(text, output, () =>
        {
            Point(w, grid, map);
            FetchNext(text, grid, map);
            w.Line($"nuint by = {MapLoops.Pixel(gradient, "0")};");
            Products(text, map.Shape.Channels);
            (string slopeV, string slopeU) = SamplePointText.Slopes(map.Shape, "Lanes.Sum");
            w.Line($"nuint to0 = {MapLoops.Pixel(output, "0")};");
            w.Line($"Unsafe.Add(ref outputs, to0) = isNear ? {slopeV} : 0;");
            w.Line($"Unsafe.Add(ref outputs, to0 + 1) = isNear ? {slopeU} : 0;");
        });
    }

    /// <summary>Declares <c>dot00</c> to <c>dot11</c>, the products of the gradient with the pixels around the point, summed over channels in lanes; 0 for those that are not on the map.</summary>
    private static void Products(KernelText text, int channels)
    {
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        int vectors = SumLanes / v.Lanes, together = channels / SumLanes * SumLanes;
        string[] corners = [.. SamplePointText.Corners.Select(corner => FormattableString.Invariant($"{corner.Row}{corner.Column}"))];
        int[] parts = [.. Enumerable.Range(0, Math.Min(vectors, v.Count(channels)))];
        foreach (string corner in corners)
            w.Line($"{v.Type} {string.Join(", ", parts.Select(part => $"{Sum(corner, part)} = {v.Zero}"))};");

        if (together > 0)
        {
            using (w.Block($"for (nuint i = 0; i < {(Size)together}; i += {(Size)SumLanes})"))
            {
                foreach (int part in parts)
                {
                    string channel = MapText.Index(("i", 1), ("1", part * v.Lanes)), gradient = text.Unique("gradient");
                    w.Line($"{v.Type} {gradient} = {v.Load("gradients", $"by + {channel}")};");
                    foreach (string corner in corners)
                        w.Line(v.MultiplyAdd(Sum(corner, part), gradient, v.Load("inputs", $"at{corner} + {channel}")));
                }
            }
        }

        for (int first = together; first < channels; first += v.Lanes)
        {
            string channel = ((Size)first).ToString(), gradient = text.Unique("gradient");
            w.Line($"{v.Type} {gradient} = {v.Load("gradients", $"by + {channel}")};");
            foreach (string corner in corners)
                w.Line($"{Sum(corner, (first - together) / v.Lanes)} += {v.First($"{gradient} * {v.Load("inputs", $"at{corner} + {channel}")}", Math.Min(v.Lanes, channels - first))};");
        }

        foreach ((int Row, int Column) corner in SamplePointText.Corners)
        {
            string name = FormattableString.Invariant($"{corner.Row}{corner.Column}");
            w.Line($"{v.Type} dot{name} = {SamplePointText.Has(corner)} ? {string.Join(" + ", parts.Select(part => Sum(name, part)))} : {v.Zero};");
        }

        static string Sum(string corner, int part) => FormattableString.Invariant($"sum{corner}{part}");
    }

    /// <summary>Fetches a pixel of the next image's map where a grid has as many points as the map pixels: in which order points read these, a processor does not foresee.</summary>
    private static void FetchNext(KernelText text, MapText grid, MapText map)
    {
        if (text.AnyExtent || (grid.Shape.Height, grid.Shape.Width) != (map.Shape.Height, map.Shape.Width))
            return;

        int lines = (map.Shape.Channels + ArenaPlan.Alignment - 1) / ArenaPlan.Alignment;
        text.Body.Line($"Lanes.Prefetch({map.Name}, (long)({MapLoops.Pixel(map, "0")} + {map.Image}), {(Size)lines});");
    }

    /// <summary>Declares what a point at <c>y</c>, <c>x</c> of the grid says, and the index of each of the pixels around it.</summary>
    private static void Point(SourceWriter w, MapText grid, MapText map)
    {
        w.Line($"nuint point = {MapLoops.Pixel(grid, "0")};");
        SamplePointText.Declare(w, "Unsafe.Add(ref points, point)", "Unsafe.Add(ref points, point + 1)", map.Shape);
        w.Line($"nuint line0 = {Line("row0")}, line1 = {Line("row1")};");
        foreach ((int row, int column) in SamplePointText.Corners)
            w.Line($"nuint at{row}{column} = {MapText.Index(($"line{(Size)row}", 1), ($"(nuint)column{(Size)column}", map.Pixel))};");

        string Line(string row) => MapText.Index(("1", map.Origin()), ("(nuint)n", map.Image), ($"(nuint){row}", map.Row));
    }
}
