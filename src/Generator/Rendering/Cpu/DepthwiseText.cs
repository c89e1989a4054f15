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

/// <summary>A convolution in which every channel has filters of its own, and the gradient by its input: lanes run over the channels, and taps are multiplied lane by lane.</summary>
/// <remarks>With several filters per channel, the inputs of a vector of filters are the same channels several times; they are gathered lane by lane, which costs
/// what the missing reuse of a wide filter bank costs anyway.</remarks>
internal sealed class DepthwiseText
{
    private readonly KernelText text;
    private readonly SourceWriter w;
    private readonly VectorText v;
    private readonly ConvGeometry geometry;
    private readonly DepthwiseSchedule schedule;
    private readonly IReadOnlyList<TapAxis> rows, columns;
    private readonly string reference;
    private readonly MapText input, output;
    private readonly EpilogueText epilogue;

    /// <summary>Parts of a row, and of its channels.</summary>
    private readonly int strips, panels;

    private DepthwiseText(KernelText text, Value input, string reference, Value output)
    {
        this.text = text;
        w = text.Body;
        v = text.Vector;
        ConvStep step = (ConvStep)text.Kernel.Kernel.Main;
        geometry = step.Geometry;
        schedule = (DepthwiseSchedule)text.Kernel.Schedule;
        (rows, columns) = TapAxis.Of(step);
        this.input = text.Read(input);
        this.reference = reference;
        this.output = text.Extents(output);
        epilogue = new EpilogueText(text, output);
        text.Reference(reference, this.input);
        text.Filters();
        strips = (columns[0].Places + schedule.Unit.Columns - 1) / schedule.Unit.Columns;
        panels = (geometry.Filters + schedule.Unit.Channels - 1) / schedule.Unit.Channels;
    }

    private Window Filter => geometry.Window;

    /// <summary>Filters of a channel.</summary>
    private int Multiplier => geometry.GroupFilters;

    private int Pitch => Target.WholeVectors(geometry.Filters);

    public static void WriteForward(KernelText text)
    {
        ConvForward conv = (ConvForward)text.Kernel.Kernel.Main;
        new DepthwiseText(text, conv.Input, "inputs", conv.Output).Write(conv.Biases);
    }

    public static void WriteBackwardInput(KernelText text)
    {
        ConvBackwardInput conv = (ConvBackwardInput)text.Kernel.Kernel.Main;
        if (TapAxis.Gathers(conv.Geometry))
            new DepthwiseText(text, conv.Gradient, "gradients", conv.Output).Write(null);
        else
            DepthwiseSpreadText.Write(text);
    }

    private void Write(Value? biases)
    {
        if (biases is not null)
            text.Reference("biases", text.Floats(biases));

        epilogue.Declare();
        w.Line();
        void Row()
        {
            if (schedule.HoldsTaps)
                HeldTaps(biases is not null);
            else
                Cells((rows, columns, number) => Channels((channel, vectors, lanes) => Tile(rows, columns, number, channel, vectors, lanes, biases is not null)));
        }

        if (text.AnyExtent)
            MapLoops.Rows(text, output, Row);
        else
            MapLoops.Parts(text, output, schedule.Unit, (strips, panels), Row);
    }

    /// <summary>Vector by vector of channels, whose taps stay in registers through the row.</summary>
    private void HeldTaps(bool hasBiases) => Channels((channel, _, lanes) =>
    {
        for (int tap = 0; tap < Filter.Positions; tap++)
            w.Line($"{v.Type} w{(Size)tap} = {v.Load("filters", MapText.Index(("1", (tap * Pitch) + channel)))};");

        w.Line($"{v.Type} start = {(hasBiases ? v.Load("biases", MapText.Index(("1", channel))) : v.Zero)};");
        Cells((rows, columns, number) => HeldTile(rows, columns, number, channel, lanes));
    });

    /// <summary>The cells of row <c>y</c> that meet the same taps, some at a time: <c>line</c> and <c>x</c> count them.</summary>
    private void Cells(Action<TapAxis, TapAxis, int> body)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            TapAxis axis = rows[row];
            if (rows.Count == 1)
            {
                w.Line("nuint line = (nuint)y;");
                Row(axis);
                continue;
            }

            string condition = $"if (y % {(Size)axis.Spread} == {(Size)axis.Start})";
            using (w.Block(row == 0 ? condition : row == rows.Count - 1 ? "else" : $"else {condition}"))
            {
                w.Line($"nuint line = (nuint)y / {(Size)axis.Spread};");
                Row(axis);
            }
        }

        void Row(TapAxis axis)
        {
            foreach (TapAxis column in columns)
            {
                int size = Math.Min(schedule.Columns, column.Places);
                using (w.Block())
                {
                    if (text.AnyExtent || strips == 1)
                        TileLoops.Columns(w, size, text.AnyExtent ? output.Width : column.Places, overlap: true, number => body(axis, column, number));
                    else
                        TileLoops.Strip(w, size, column.Places, "left", schedule.Unit.Columns, () => body(axis, column, size));
                }
            }
        }
    }

    private void Tile(TapAxis rows, TapAxis columns, int number, Size channel, int vectors, int lanes, bool hasBiases)
    {
        w.Line($"nuint at = {At(rows, columns)};");
        for (int vector = 0; vector < vectors; vector++)
            Start(number, vector, hasBiases ? v.Load("biases", MapText.Index(("1", channel + (vector * v.Lanes)))) : v.Zero);

        if (rows.Taps * columns.Taps > 0)
        {
            using (w.Block($"for (nuint u = 0; u < {(Size)rows.Taps}; u++)"))
            using (w.Block($"for (nuint v = 0; v < {(Size)columns.Taps}; v++)"))
            {
                w.Line($"nuint tap = {((Tap(rows, "u") * Filter.Width) + Tap(columns, "v")).Alone}, source = {MapText.Index(("at", 1), ("u", input.Row * rows.Move), ("v", input.Pixel * columns.Move))};");
                for (int vector = 0; vector < vectors; vector++)
                {
                    w.Line($"{v.Type} w{(Size)vector} = {v.Load("filters", MapText.Index(("tap", Pitch), ("1", channel + (vector * v.Lanes))))};");
                    for (int column = 0; column < number; column++)
                        w.Line(v.MultiplyAdd(Sum(column, vector), $"w{(Size)vector}", Input(MapText.Index(("source", 1), ("1", input.Pixel * (column * columns.Read))), channel, vector)));
                }
            }
        }

        for (int column = 0; column < number; column++)
            for (int vector = 0; vector < vectors; vector++)
                Store(columns, column, vector, channel + (vector * v.Lanes), vector == vectors - 1 ? lanes : v.Lanes);
    }

    private void HeldTile(TapAxis rows, TapAxis columns, int number, Size channel, int lanes)
    {
        w.Line($"nuint at = {MapText.Index((At(rows, columns), 1), ("1", channel))};");
        Start(number, 0, "start");
        for (int u = 0; u < rows.Taps; u++)
        {
            // Pixel by pixel of the row; each serves the cells whose windows it lies in, so that every sum takes its taps in order.
            var uses = from column in Enumerable.Range(0, number)
                       from tap in Enumerable.Range(0, columns.Taps)
                       group (column, tap) by (column * columns.Read) + (tap * columns.Move) into pixel
                       orderby pixel.Key
                       select pixel;
            foreach (var pixel in uses)
            {
                string load = v.Load(reference, MapText.Index(("at", 1), ("1", (input.Row * (u * rows.Move)) + (input.Pixel * pixel.Key))));
                if (pixel.Count() > 1)
                {
                    string name = text.Unique("pixel");
                    w.Line($"{v.Type} {name} = {load};");
                    load = name;
                }

                foreach ((int column, int tap) in pixel)
                    w.Line(v.MultiplyAdd(Sum(column, 0), $"w{(Size)((rows.Tap(u) * Filter.Width) + columns.Tap(tap))}", load));
            }
        }

        for (int column = 0; column < number; column++)
            Store(columns, column, 0, channel, lanes);
    }

    /// <summary>The index of what the first cell of a tile reads by its first tap.</summary>
    private string At(TapAxis rows, TapAxis columns) => MapText.Index(
        ("1", input.Origin(-rows.Offset, -columns.Offset)), ("(nuint)n", input.Image), ("line", input.Row * rows.Read), ("x", input.Pixel * columns.Read));

    private void Start(int number, int vector, string value)
    {
        string[] names = [.. Enumerable.Range(0, number).Select(column => Sum(column, vector))];
        w.Line($"{v.Type} {string.Join(", ", names)};");
        w.Line($"{string.Join(" = ", names)} = {value};");
    }

    private void Store(TapAxis columns, int column, int vector, Size channel, int lanes) => epilogue.Emit(
        [Sum(column, vector)],
        map => MapText.Index(
            ("1", map.Origin()), ("(nuint)n", map.Image), ("(nuint)y", map.Row), ("x", map.Pixel * columns.Spread), ("1", (map.Pixel * (columns.Start + ((long)column * columns.Spread))) + channel)),
        MapText.Index(("1", channel)),
        lanes);

    /// <summary>Loops over vectors of channels: whole tiles of them, then what is left.</summary>
    private void Channels(Action<Size, int, int> body)
    {
        int tile = schedule.Vectors * v.Lanes, whole = geometry.Filters / tile * tile, rest = geometry.Filters - whole;
        bool isDivided = !text.AnyExtent && panels > 1;
        if (whole > 0)
        {
            using (w.Block(isDivided ? $"for (nuint c = begin; c < Math.Min(end, {(Size)whole}); c += {(Size)tile})" : $"for (nuint c = 0; c < {(Size)whole}; c += {(Size)tile})"))
                body(Size.Variable("c"), schedule.Vectors, v.Lanes);
        }

        if (rest > 0)
        {
            using (isDivided ? w.Block($"if (end == {(Size)geometry.Filters})") : w.Block())
                body(whole, v.Count(rest), rest % v.Lanes == 0 ? v.Lanes : rest % v.Lanes);
        }
    }

    /// <summary>The number of the tap that a counter stands for.</summary>
    private static Size Tap(TapAxis axis, string counter) =>
        axis.Step > 0 ? (Size.Variable(counter) * axis.Step) + axis.First : (Size)axis.First - (Size.Variable(counter) * -axis.Step);

    /// <summary>The inputs of a vector of filters.</summary>
    private string Input(string place, Size channel, int vector) => Multiplier == 1
        ? v.Load(reference, MapText.Index((place, 1), ("1", channel + (vector * v.Lanes))))
        : v.Repeated(reference, place, MapText.Index(("1", channel + (vector * v.Lanes))), ((Size)Multiplier).ToString());

    private static string Sum(int column, int vector) => FormattableString.Invariant($"s{column}_{vector}");
}
