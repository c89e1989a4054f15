using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Planning.Cpu.Schedules;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>A convolution in which every channel has filters of its own: lanes run over the channels of the output, and taps are multiplied lane by lane.</summary>
/// <remarks>With several filters per channel, the inputs of a vector of filters are the same channels several times; they are gathered lane by lane, which costs
/// what the missing reuse of a wide filter bank costs anyway.</remarks>
internal sealed partial class DepthwiseText
{
    private readonly KernelText text;
    private readonly SourceWriter w;
    private readonly VectorText v;
    private readonly ConvGeometry geometry;
    private readonly DepthwiseSchedule schedule;

    private DepthwiseText(KernelText text)
    {
        this.text = text;
        w = text.Body;
        v = text.Vector;
        geometry = ((ConvStep)text.Kernel.Kernel.Main).Geometry;
        schedule = (DepthwiseSchedule)text.Kernel.Schedule;
    }

    private Window Filter => geometry.Window;

    /// <summary>Filters of a channel.</summary>
    private int Multiplier => geometry.GroupFilters;

    private int Pitch => Target.WholeVectors(geometry.Filters);

    public static void WriteForward(KernelText text) => new DepthwiseText(text).Forward((ConvForward)text.Kernel.Kernel.Main);

    private void Forward(ConvForward conv)
    {
        MapText input = text.Read(conv.Input);
        EpilogueText epilogue = new(text, conv.Output);
        MapText output = text.Extents(conv.Output);
        text.Reference("inputs", input);
        text.Filters();
        if (conv.Biases is { } biases)
            text.Reference("biases", text.Floats(biases));

        epilogue.Declare();
        w.Line();
        if (schedule.HoldsTaps)
        {
            ForwardByPanels(conv, input, output, epilogue);
            return;
        }

        MapLoops.Rows(text, output, () => TileLoops.Columns(
            w, schedule.Columns, output.Width, overlap: true, columns => Channels((channel, vectors, lanes) =>
            {
                w.Line($"nuint at = {MapText.Index(("1", input.Origin(Filter.PadTop, Filter.PadLeft)), ("(nuint)n", input.Image), ("(nuint)y", input.Row * Filter.StrideY), ("x", input.Pixel * Filter.StrideX))};");
                for (int vector = 0; vector < vectors; vector++)
                {
                    string start = conv.Biases is null ? v.Zero : v.Load("biases", At(channel, vector));
                    string[] names = [.. Enumerable.Range(0, columns).Select(column => Sum(column, vector))];
                    w.Line($"{v.Type} {string.Join(", ", names)};");
                    w.Line($"{string.Join(" = ", names)} = {start};");
                }

                Taps(() =>
                {
                    for (int vector = 0; vector < vectors; vector++)
                    {
                        w.Line($"{v.Type} w{vector} = {v.Load("filters", MapText.Index(("tap", Pitch), ("1", channel + (vector * v.Lanes))))};");
                        for (int column = 0; column < columns; column++)
                            w.Line(v.MultiplyAdd(Sum(column, vector), $"w{vector}", Input(
                                "inputs", MapText.Index(("at", 1), ("1", Tap(input)), ("1", input.Pixel * (column * Filter.StrideX))), channel, vector)));
                    }
                });
                for (int column = 0; column < columns; column++)
                {
                    for (int vector = 0; vector < vectors; vector++)
                    {
                        Size place = channel + (vector * v.Lanes);
                        epilogue.Emit(
                            [Sum(column, vector)],
                            map => MapText.Index(("1", map.Origin()), ("(nuint)n", map.Image), ("(nuint)y", map.Row), ("x", map.Pixel), ("1", (map.Pixel * column) + place)),
                            MapText.Index(("1", place)),
                            vector == vectors - 1 ? lanes : v.Lanes);
                    }
                }
            })));
    }

    /// <summary>A vector of channels goes down some rows of the map: the lines that it touches stay in the first cache, and its taps in registers.</summary>
    private void ForwardByPanels(ConvForward conv, MapText input, MapText output, EpilogueText epilogue)
    {
        int panels = v.Count(geometry.Filters), tail = geometry.Filters % v.Lanes, rows = schedule.Rows;
        MapLoops.Bands(text, output, rows, panels, () =>
        {
            if (tail == 0)
            {
                Panel(panels == 1 ? "0" : $"(nuint)panel * {(Size)v.Lanes}", v.Lanes);
                return;
            }

            if (panels > 1)
            {
                using (w.Block($"if (panel < {panels - 1})"))
                    Panel($"(nuint)panel * {(Size)v.Lanes}", v.Lanes);
            }

            using (panels > 1 ? w.Block("else") : w.Block())
                Panel(((Size)((panels - 1) * v.Lanes)).ToString(), tail);
        });

        void Panel(string channel, int lanes)
        {
            w.Line($"nuint c = {channel};");
            for (int tap = 0; tap < Filter.Positions; tap++)
                w.Line($"{v.Type} w{(Size)tap} = {v.Load("filters", MapText.Index(("1", tap * Pitch), ("c", 1)))};");

            w.Line($"{v.Type} start = {(conv.Biases is null ? v.Zero : v.Load("biases", "c"))};");
            using (w.Block("for (int y = first; y < last; y++)"))
                TileLoops.Columns(w, schedule.Columns, output.Width, overlap: true, columns => Tile(columns, lanes));
        }

        void Tile(int columns, int lanes)
        {
            w.Line($"nuint at = {MapText.Index(("1", input.Origin(Filter.PadTop, Filter.PadLeft)), ("(nuint)n", input.Image), ("(nuint)y", input.Row * Filter.StrideY), ("x", input.Pixel * Filter.StrideX), ("c", 1))};");
            string[] names = [.. Enumerable.Range(0, columns).Select(column => Sum(column, 0))];
            w.Line($"{v.Type} {string.Join(", ", names)};");
            w.Line($"{string.Join(" = ", names)} = start;");
            for (int u = 0; u < Filter.Height; u++)
            {
                // Pixel by pixel of the row; each serves the columns whose windows it lies in, so that every sum takes its taps in order.
                var uses = from column in Enumerable.Range(0, columns)
                           from tap in Enumerable.Range(0, Filter.Width)
                           group (column, tap) by (column * Filter.StrideX) + (tap * Filter.DilationX) into pixel
                           orderby pixel.Key
                           select pixel;
                foreach (var pixel in uses)
                {
                    string load = v.Load("inputs", MapText.Index(("at", 1), ("1", (input.Row * (u * Filter.DilationY)) + (input.Pixel * pixel.Key))));
                    if (pixel.Count() > 1)
                    {
                        string name = text.Unique("pixel");
                        w.Line($"{v.Type} {name} = {load};");
                        load = name;
                    }

                    foreach ((int column, int tap) in pixel)
                        w.Line(v.MultiplyAdd(Sum(column, 0), $"w{(Size)((u * Filter.Width) + tap)}", load));
                }
            }

            for (int column = 0; column < columns; column++)
            {
                epilogue.Emit(
                    [Sum(column, 0)],
                    map => MapText.Index(("1", map.Origin()), ("(nuint)n", map.Image), ("(nuint)y", map.Row), ("x", map.Pixel), ("1", map.Pixel * column), ("c", 1)),
                    "c",
                    lanes);
            }
        }
    }

    /// <summary>Loops over vectors of channels: whole tiles of them, then what is left.</summary>
    private void Channels(Action<Size, int, int> body)
    {
        int tile = schedule.Vectors * v.Lanes, whole = geometry.Filters / tile * tile, rest = geometry.Filters - whole;
        if (whole > 0)
        {
            using (w.Block($"for (nuint c = 0; c < {whole}; c += {tile})"))
                body(Size.Variable("c"), schedule.Vectors, v.Lanes);
        }

        if (rest > 0)
        {
            using (w.Block())
                body(whole, v.Count(rest), rest % v.Lanes == 0 ? v.Lanes : rest % v.Lanes);
        }
    }

    /// <summary>Loops over the taps of a filter: <c>u</c>, <c>v</c>, and <c>tap</c>, their number.</summary>
    private void Taps(Action body)
    {
        using (w.Block($"for (nuint u = 0, tap = 0; u < {Filter.Height}; u++)"))
        using (w.Block($"for (nuint v = 0; v < {Filter.Width}; v++, tap++)"))
            body();
    }

    /// <summary>The distance from a window's first input to that of tap <c>u</c>, <c>v</c>.</summary>
    private Size Tap(MapText map) => (Size.Variable("u") * (map.Row * Filter.DilationY)) + (Size.Variable("v") * (map.Pixel * Filter.DilationX));

    /// <summary>The inputs of a vector of filters.</summary>
    private string Input(string reference, string place, Size channel, int vector) => Multiplier == 1
        ? v.Load(reference, MapText.Index((place, 1), ("1", channel + (vector * v.Lanes))))
        : v.Repeated(reference, place, MapText.Index(("1", channel + (vector * v.Lanes))), ((Size)Multiplier).ToString());

    private string At(Size channel, int vector) => MapText.Index(("1", channel + (vector * v.Lanes)));

    private static string Sum(int column, int vector) => FormattableString.Invariant($"s{column}_{vector}");
}
