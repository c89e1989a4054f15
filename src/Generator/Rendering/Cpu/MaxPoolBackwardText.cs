using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Gradient by the input of a pool: every cell's gradient is added at its winner.</summary>
internal static class MaxPoolBackwardText
{
    /// <summary>Larger windows are loops.</summary>
    private const int LongestUnrolled = 16;

    /// <summary>Where more cells hold a pixel, on average, it costs less to look at each cell once.</summary>
    private const int MostCells = 16;

    public static void Write(KernelText text)
    {
        MaxPoolBackward pool = (MaxPoolBackward)text.Kernel.Kernel.Main;
        if (pool.Window.IsDisjoint && !pool.Window.HasPad && pool.Winners.Element == ElementType.Byte)
            Disjoint(text, pool);
        else if (pool.Window.Positions <= (long)MostCells * pool.Window.StrideY * pool.Window.StrideX)
            Gather(text, pool);
        else
            Scatter(text, pool);
    }

    /// <summary>Windows that share no pixel: every pixel is written once, with the cell's gradient or 0. The units of work are rows of cells.</summary>
    private static void Disjoint(KernelText text, MaxPoolBackward pool)
    {
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        Window window = pool.Window;
        MapText gradient = text.Read(pool.Gradient), winners = text.Read(pool.Winners), output = text.Write(pool.Output);
        int height = output.Shape.Height, channels = output.Shape.Channels, lines = window.StrideY;
        bool everyPixel = window.Height == lines && window.Width == window.StrideX && gradient.Shape.Height * lines == height && gradient.Shape.Width * window.Width == output.Shape.Width;
        text.Reference("gradients", gradient);
        text.Reference("winners", winners);
        text.Reference("outputs", output);
        w.Line();
        MapLoops.Rows(text, gradient, () =>
        {
            if (!everyPixel)
            {
                w.Line("// Pixels that no window holds have no gradient.");
                string first = MapText.Index(("1", output.Row * output.Layout.Top), ("n", output.Image), ("y", output.Row * lines));
                w.Line(gradient.Shape.Height * lines == height
                    ? $"{output.Name}.Slice({first}, {output.Row * lines}).Clear();"
                    : $"{output.Name}.Slice({first}, (y == {gradient.Shape.Height - 1} ? {height - ((gradient.Shape.Height - 1) * lines)} : {lines}) * {output.Row}).Clear();");
            }

            using (w.Block($"for (int x = 0; x < {gradient.Width}; x++)"))
            {
                MapLoops.Vectors(text, channels, (channel, lanes) =>
                {
                    w.Line($"{v.Type} gradient = {v.Load("gradients", MapLoops.Pixel(gradient, channel))};");
                    w.Line($"{v.WinnerType} winner = {v.Winners("winners", MapLoops.Pixel(winners, channel))};");
                    w.Line($"nuint at = {MapText.Index(("1", output.Origin()), ("(nuint)n", output.Image), ("(nuint)y", output.Row * lines), ("(nuint)x", output.Pixel * window.StrideX), (channel, 1))};");
                    if (window.Positions <= LongestUnrolled)
                    {
                        foreach ((int line, int column) in Positions(window))
                            w.Line(v.Store(VectorText.WhereWinner("winner", ((Size)((column * window.Height) + line)).ToString(), "gradient"), "outputs", MapText.Index(("at", 1), ("1", (output.Row * line) + (output.Pixel * column))), lanes));

                        return;
                    }

                    using (w.Block($"for (int number = 0; number < {window.Positions}; number++)"))
                    {
                        string place = MapText.Index(("at", 1), ($"(nuint)(number % {(Size)window.Height})", output.Row), ($"(nuint)(number / {(Size)window.Height})", output.Pixel));
                        w.Line(v.Store(VectorText.WhereWinner("winner", "number", "gradient"), "outputs", place, lanes));
                    }
                });
            }
        });
    }

    private static IEnumerable<(int Line, int Column)> Positions(Window window) =>
        from line in Enumerable.Range(0, window.Height)
        from column in Enumerable.Range(0, window.Width)
        select (line, column);

    /// <summary>Every pixel takes the gradients of those cells that it has won. The units of work are rows of pixels.</summary>
    private static void Gather(KernelText text, MaxPoolBackward pool)
    {
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        Window window = pool.Window;
        MapText gradient = text.Read(pool.Gradient), winners = text.Read(pool.Winners), output = text.Write(pool.Output);
        text.Reference("gradients", gradient);
        text.Reference("winners", winners);
        text.Reference("outputs", output);
        w.Line();
        MapLoops.Rows(text, output, () =>
        {
            PoolLoops.Holding(w, "y", "top", "bottom", window.StrideY, window.PadTop, window.Height, gradient.Shape.Height);
            using (w.Block($"for (int x = 0; x < {output.Width}; x++)"))
            {
                PoolLoops.Holding(w, "x", "left", "right", window.StrideX, window.PadLeft, window.Width, gradient.Shape.Width);
                MapLoops.Groups(text, output.Shape.Channels, PoolLoops.Together, vectors =>
                {
                    string[] sums = PoolLoops.Sums(w, v, vectors.Count);
                    using (w.Block("for (int line = top; line < bottom; line++)"))
                    using (w.Block("for (int column = left; column < right; column++)"))
                    {
                        w.Line($"int number = ((x - (column * {window.StrideX}) + {window.PadLeft}) * {window.Height}) + y - (line * {window.StrideY}) + {window.PadTop};");
                        for (int i = 0; i < sums.Length; i++)
                            w.Line($"{sums[i]} += {VectorText.WhereWinner(v.Winners("winners", PoolLoops.Pixel(winners, vectors[i].Index)), "number", v.Load("gradients", PoolLoops.Pixel(gradient, vectors[i].Index)))};");
                    }

                    for (int i = 0; i < sums.Length; i++)
                        w.Line(v.Store(sums[i], "outputs", MapLoops.Pixel(output, vectors[i].Index), vectors[i].Lanes));
                });
            }
        });
    }

    /// <summary>Windows of many cells each: every cell's gradient is added at its winner, and one thread takes an image.</summary>
    private static void Scatter(KernelText text, MaxPoolBackward pool)
    {
        SourceWriter w = text.Body;
        Window window = pool.Window;
        MapText gradient = text.Read(pool.Gradient), winners = text.Read(pool.Winners), output = text.Write(pool.Output);
        text.Units = UnitCount.Images(1);
        w.Line($"{output.Name}.Slice(from * {output.Image}, (to - from) * {output.Image}).Clear();");
        using (w.Block("for (int n = from; n < to; n++)"))
        using (w.Block($"for (int y = 0; y < {gradient.Height}; y++)"))
        using (w.Block($"for (int x = 0; x < {gradient.Width}; x++)"))
        using (w.Block($"for (int c = 0; c < {gradient.Shape.Channels}; c++)"))
        {
            w.Line($"int cell = {Index(gradient, "y", "x")};");
            w.Line($"int winner = {winners.Name}[{(gradient.Layout.HasHalo ? Index(winners, "y", "x") : "cell")}];");
            w.Line();
            w.Line("// A window of nothing but NaN or −∞ has no winner.");
            w.Line($"if (winner == {winners.Layout.Value.Element.None()})");
            w.Line("    continue;");
            w.Line();
            w.Line($"int line = (y * {window.StrideY}) - {window.PadTop} + (winner % {window.Height});");
            w.Line($"int column = (x * {window.StrideX}) - {window.PadLeft} + (winner / {window.Height});");
            w.Line($"{output.Name}[{Index(output, "line", "column")}] += {gradient.Name}[cell];");
        }
    }

    private static string Index(MapText map, string row, string column) =>
        MapText.Index(("1", map.Origin()), ("n", map.Image), (row, map.Row), (column, map.Pixel), ("c", 1));
}
