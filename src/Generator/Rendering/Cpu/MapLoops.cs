using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Planning.Cpu.Schedules;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Loops over the rows of a map, and addresses in them, for kernels that take one element after the other.</summary>
internal static class MapLoops
{
    /// <summary>Loops over rows, which are the units of work, of all images or of the one map of any extent.</summary>
    /// <param name="text">The kernel.</param>
    /// <param name="map">The map whose rows are counted.</param>
    /// <param name="body">Writes what is done for row <c>y</c> of image <c>n</c>, both of type int.</param>
    public static void Rows(KernelText text, MapText map, Action body)
    {
        SourceWriter w = text.Body;
        if (text.AnyExtent)
        {
            text.Units = map.Height.IsConstant ? UnitCount.Constant(map.Height.Constant) : UnitCount.Rows(map.Height.ToString());
            w.Line("const int n = 0;");
            using (w.Block("for (int y = from; y < to; y++)"))
                body();

            return;
        }

        Bands(text, map, 1, body);
    }

    /// <summary>Loops over bands of a few rows, which are the units of work, of all images.</summary>
    /// <param name="text">The kernel.</param>
    /// <param name="map">The map whose rows are counted, of fixed extents.</param>
    /// <param name="rows">Rows of a band; the last may have fewer.</param>
    /// <param name="body">Writes what is done for the band from row <c>y</c> on of image <c>n</c>, both of type int.</param>
    public static void Bands(KernelText text, MapText map, int rows, Action body)
    {
        SourceWriter w = text.Body;
        int count = (map.Shape.Height + rows - 1) / rows;
        Size bands = rows == 1 ? map.Height : count;
        bool isOne = bands.IsConstant && count == 1;
        text.Units = UnitCount.Images(count);
        using (w.Block("for (int unit = from; unit < to; unit++)"))
        {
            w.Line(isOne ? "int n = unit;" : $"int n = unit / {Signed(bands)};");
            w.Line(isOne ? "const int y = 0;" : $"int y = unit % {Signed(bands)}{(rows == 1 ? "" : $" * {(Size)rows}")};");
            body();
        }
    }

    /// <summary>Loops over parts of a map, which are the units of work, and over the rows of each.</summary>
    /// <param name="text">The kernel.</param>
    /// <param name="map">The map, of fixed extents.</param>
    /// <param name="unit">A part.</param>
    /// <param name="counts">Parts of a row, and of its channels.</param>
    /// <param name="body">Writes what is done for row <c>y</c> of image <c>n</c>, from column <c>left</c> where there are several parts of a row, and for the channels from <c>begin</c> to
    /// <c>end</c> where there are several parts of these.</param>
    public static void Parts(KernelText text, MapText map, WindowUnit unit, (int Strips, int Panels) counts, Action body)
    {
        SourceWriter w = text.Body;
        int bands = (map.Shape.Height + unit.Rows - 1) / unit.Rows, all = bands * counts.Strips * counts.Panels;
        text.Units = UnitCount.Images(all);
        using (w.Block("for (int unit = from; unit < to; unit++)"))
        {
            w.Line(all == 1 ? "int n = unit;" : $"int n = unit / {(Size)all};");
            w.Line(bands == 1 ? $"const int first = 0, last = {map.Height};"
                : $"int first = unit / {(Size)(counts.Strips * counts.Panels)} % {(Size)bands} * {(Size)unit.Rows}, last = Math.Min(first + {(Size)unit.Rows}, {map.Height});");
            if (counts.Strips > 1)
                w.Line($"nuint left = (nuint)(unit / {(Size)counts.Panels} % {(Size)counts.Strips}) * {(Size)unit.Columns};");
            if (counts.Panels > 1)
                w.Line($"nuint begin = (nuint)(unit % {(Size)counts.Panels}) * {(Size)unit.Channels}, end = Math.Min(begin + {(Size)unit.Channels}, {(Size)map.Shape.Channels});");

            using (w.Block("for (int y = first; y < last; y++)"))
                body();
        }
    }

    /// <summary>Index of a channel of pixel <c>y</c>, <c>x</c> of image <c>n</c>, all of type int.</summary>
    public static string Pixel(MapText map, string channel) =>
        MapText.Index(("1", map.Origin()), ("(nuint)n", map.Image), ("(nuint)y", map.Row), ("(nuint)x", map.Pixel), (channel, 1));

    /// <summary>Loops over a row's floats, a vector at a time; the last one may have fewer lanes.</summary>
    /// <param name="text">The kernel.</param>
    /// <param name="row">Floats of a row of any extent.</param>
    /// <param name="body">Gets the index in the row, and how many lanes are stored.</param>
    public static void Vectors(KernelText text, Size row, Action<string, string> body)
    {
        string lanes = ((Size)text.Vector.Lanes).ToString();
        using (text.Body.Block($"for (nuint i = 0; i < {row.Alone}; i += {lanes})"))
            body("i", $"(int)Math.Min({lanes}, {row} - i)");
    }

    /// <summary>The same over a known number of floats: a loop over whole vectors, then a block for the rest.</summary>
    /// <param name="text">The kernel.</param>
    /// <param name="floats">How many floats.</param>
    /// <param name="body">Gets the index of the vector, and how many of its lanes are stored.</param>
    public static void Vectors(KernelText text, long floats, Action<string, int> body) => Vectors(text, floats, floats, body);

    /// <summary>The same where the number of floats may be a variable of the kernel.</summary>
    /// <param name="text">The kernel.</param>
    /// <param name="floats">How many floats there are in the plan.</param>
    /// <param name="size">What the kernel's text calls that number.</param>
    /// <param name="body">Gets the index of the vector, and how many of its lanes are stored.</param>
    public static void Vectors(KernelText text, long floats, Size size, Action<string, int> body)
    {
        SourceWriter w = text.Body;
        int lanes = text.Vector.Lanes, tail = (int)(floats % lanes);
        Size whole = size - tail;
        if (floats >= lanes)
        {
            using (w.Block($"for (nuint i = 0; i < {whole.Alone}; i += {(Size)lanes})"))
                body("i", lanes);
        }

        if (tail > 0)
        {
            using (w.Block())
                body(whole.ToString(), tail);
        }
    }

    /// <summary>The same, some vectors at a time: what is done around them is done once for all, and memory delivers what lies side by side faster.</summary>
    /// <param name="text">The kernel.</param>
    /// <param name="floats">How many floats.</param>
    /// <param name="together">Vectors at a time, at most.</param>
    /// <param name="body">Gets the index of each vector, and how many of its lanes are stored.</param>
    public static void Groups(KernelText text, int floats, int together, Action<IReadOnlyList<(string Index, int Lanes)>> body)
    {
        SourceWriter w = text.Body;
        int lanes = text.Vector.Lanes, all = text.Vector.Count(floats), group = Math.Min(together, all), whole = floats / (lanes * group) * group, tail = floats % lanes;
        if (whole > 0)
        {
            using (w.Block($"for (nuint i = 0; i < {(Size)(whole * lanes)}; i += {(Size)(group * lanes)})"))
                body([.. Enumerable.Range(0, group).Select(vector => (MapText.Index(("i", 1), ("1", vector * lanes)), lanes))]);
        }

        if (whole < all)
        {
            using (w.Block())
                body([.. Enumerable.Range(whole, all - whole).Select(vector => (((Size)(vector * lanes)).ToString(), vector == all - 1 && tail > 0 ? tail : lanes))]);
        }
    }

    /// <summary>An extent as an int.</summary>
    public static string Signed(Size extent) => extent.IsConstant ? extent.ToString() : $"(int){extent}";
}
