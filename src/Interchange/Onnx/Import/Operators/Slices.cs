using Kiln.Interchange.Declarations;

namespace Kiln.Interchange.Onnx.Import.Operators;

/// <summary>What takes some rows, columns or channels of a map, or puts zeros around it.</summary>
internal static class Slices
{
    /// <summary>Zeros wait for what slides a window; pads below 0 cut.</summary>
    public static void Pad(NodeImport node)
    {
        LayerLine input = node.Map();
        string mode = node.Text("mode", "constant");
        long[] pads = node.Ints("pads") ?? node.Constant(1, "pads").Integers;
        double value = node.Opset < 11 ? node.Number("value", 0) : node.Has(2) ? node.Constant(2, "value").Single ?? 0 : 0;
        if (node.Has(3))
            pads = Spread(pads, node.Constant(3, "axes").Integers);

        if (pads.Length != 8 || pads.Any(pad => Math.Abs(pad) > 1 << 20))
            throw new UnsupportedException($"has {pads.Length} pads, where 8 of a map, of at most {1 << 20}, were expected");

        bool isNothing = pads.All(pad => pad == 0);
        if (!isNothing && (mode != "constant" || value != 0))
            throw new UnsupportedException($"puts {(mode == "constant" ? "numbers other than 0" : $"'{mode}'")} around the map, where only zeros can be said");

        if (pads[0] != 0 || pads[1] != 0 || pads[4] != 0 || pads[5] != 0)
            throw new UnsupportedException("adds images or channels");

        int[] sides = [(int)pads[2], (int)pads[6], (int)pads[3], (int)pads[7]];
        if (sides.Any(side => side < 0))
        {
            if (sides.Any(side => side > 0))
                throw new UnsupportedException("both cuts and adds rows or columns");

            node.OutputMap(Cropped(input, -sides[0], -sides[1], -sides[2], -sides[3]));
            return;
        }

        MapView map = MapView.Of(input);
        node.Output(isNothing ? map : new MapView(input, [.. map.Groups]) { Pads = WindowDescription.None with { PadTop = sides[0], PadBottom = sides[1], PadLeft = sides[2], PadRight = sides[3] } });
    }

    /// <summary>Some rows, columns and channels, or every so many.</summary>
    public static void Slice(NodeImport node)
    {
        if (node.IsConstant(0))
        {
            Constants.Slice(node);
            return;
        }

        LayerLine input = node.PaddedMap(0, out WindowDescription around);
        int rank = around == WindowDescription.None ? node.View().Groups.Count + 1 : 4;
        Shape map = input.Output;
        int[] extents = [int.MaxValue, map.Channels, map.Height + around.PadTop + around.PadBottom, map.Width + around.PadLeft + around.PadRight];
        (long[] starts, long[] ends, long[] axes, long[] steps) = Bounds(node);
        (int Begin, int End, int Step)[] taken = [.. extents.Select(extent => (0, extent, 1))];
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = NodeImport.Axis(axes[i], rank);
            taken[axis] = axis < 4 ? Range(starts[i], ends[i], steps[i], extents[axis]) : throw new UnsupportedException("speaks of an extent that no map has");
        }

        if (taken[0] != (0, extents[0], 1))
            throw new UnsupportedException("takes some of the images of a call");

        LayerLine part = Pixels(node, input, around, extents, taken);
        if (taken[1] != (0, extents[1], 1))
            part = node.Add(Convolutions.Channels(part, taken[1].Begin, (taken[1].End - taken[1].Begin + taken[1].Step - 1) / taken[1].Step, taken[1].Step));

        node.Output(rank == 4 ? MapView.Of(part) : new MapView(part, [.. MapView.Of(part).Groups.Take(rank - 1)]));
    }

    /// <summary>Parts along the channels, rows or columns, one after the other.</summary>
    public static void Split(NodeImport node)
    {
        LayerLine input = node.Map();
        Shape map = input.Output;
        int axis = NodeImport.Axis(node.Int("axis", 0), node.View().Groups.Count + 1), outputs = checked((int)node.Int("num_outputs", node.Outputs));
        if (axis == 0 || axis > 3 || outputs != node.Outputs)
            throw new UnsupportedException("divides what is no map into so many parts");

        int extent = axis switch { 1 => map.Channels, 2 => map.Height, _ => map.Width };
        long whole = (extent + outputs - 1) / outputs;
        long[] sizes = node.Ints("split") ?? (node.Has(1) ? node.Constant(1, "sizes").Integers : [.. Enumerable.Range(0, outputs).Select(part => Math.Min(whole, extent - (part * whole)))]);
        if (sizes.Length != outputs || sizes.Any(size => size < 1 || size > extent) || sizes.Sum() != extent)
            throw new UnsupportedException($"divides {extent} into {string.Join(", ", sizes)}");

        int begin = 0;
        for (int part = 0; part < outputs; part++)
        {
            int size = (int)sizes[part], rest = extent - begin - size;
            LayerLine line = axis == 1 ? Convolutions.Channels(input, begin, size, 1) : axis == 2 ? Cropped(input, begin, rest, 0, 0) : Cropped(input, 0, 0, begin, rest);
            node.Output(part, MapView.Of(size == extent ? input : node.Add(line)));
            begin += size;
        }
    }

    /// <summary>The rows and columns of a slice.</summary>
    private static LayerLine Pixels(NodeImport node, LayerLine input, WindowDescription around, int[] extents, (int Begin, int End, int Step)[] taken)
    {
        (int top, int bottom, int left, int right) = (taken[2].Begin, extents[2] - taken[2].End, taken[3].Begin, extents[3] - taken[3].End);
        if (taken[2].Step == 1 && taken[3].Step == 1)
        {
            if (around != WindowDescription.None)
                throw new UnsupportedException("cuts a map with zeros around it");

            return (top, bottom, left, right) == default ? input : node.Add(Cropped(input, top, bottom, left, right));
        }

        if (top != 0 || left != 0 || bottom >= taken[2].Step || right >= taken[3].Step)
            throw new UnsupportedException("takes every so many pixels of a part of the map; of the whole it can be said");

        WindowDescription window = around with { Height = 1, Width = 1, StrideY = taken[2].Step, StrideX = taken[3].Step };
        Shape made = input.Output with { Height = ((extents[2] - 1) / window.StrideY) + 1, Width = ((extents[3] - 1) / window.StrideX) + 1 };
        return node.Add(new LayerLine("subsample", made, input) { Window = window });
    }

    /// <summary>Starts, ends, axes and steps: attributes before opset 10 and inputs after.</summary>
    public static (long[] Starts, long[] Ends, long[] Axes, long[] Steps) Bounds(NodeImport node)
    {
        bool areInputs = node.Opset >= 10;
        long[] starts = areInputs ? node.Constant(1, "starts").Integers : node.Ints("starts") ?? [], ends = areInputs ? node.Constant(2, "ends").Integers : node.Ints("ends") ?? [];
        long[] axes = (areInputs ? node.Has(3) ? node.Constant(3, "axes").Integers : null : node.Ints("axes")) ?? [.. Enumerable.Range(0, starts.Length)];
        long[] steps = areInputs && node.Has(4) ? node.Constant(4, "steps").Integers : [.. starts.Select(_ => 1L)];
        return starts.Length == ends.Length && starts.Length == axes.Length && starts.Length == steps.Length ? (starts, ends, axes, steps)
            : throw new UnsupportedException("has starts, ends, axes and steps of several lengths");
    }

    /// <summary>What a slice takes along an extent.</summary>
    public static (int Begin, int End, int Step) Range(long start, long end, long step, int extent)
    {
        if (step is < 1 or > int.MaxValue)
            throw new UnsupportedException("steps backwards");

        int begin = (int)Math.Clamp(start < 0 ? start + extent : start, 0, extent), stop = (int)Math.Clamp(end < 0 ? end + extent : end, 0, extent);
        return stop > begin ? (begin, stop, (int)step) : throw new UnsupportedException("takes nothing");
    }

    private static LayerLine Cropped(LayerLine input, int top, int bottom, int left, int right)
    {
        Shape map = input.Output;
        return new LayerLine("crop", map with { Height = map.Height - top - bottom, Width = map.Width - left - right }, input)
        {
            Window = WindowDescription.None with { PadTop = -top, PadBottom = -bottom, PadLeft = -left, PadRight = -right },
        };
    }

    /// <summary>Pads of some axes as pads of all four.</summary>
    private static long[] Spread(long[] pads, long[] axes)
    {
        if (pads.Length != 2 * axes.Length)
            throw new UnsupportedException("has pads and axes of different lengths");

        long[] all = new long[8];
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = NodeImport.Axis(axes[i], 4);
            (all[axis], all[axis + 4]) = (pads[i], pads[i + axes.Length]);
        }

        return all;
    }
}
