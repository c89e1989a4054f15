using System;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Mean over windows clipped to the map.</summary>
internal static class AvgPoolForwardText
{
    public static void Write(KernelText text)
    {
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        AvgPoolForward pool = (AvgPoolForward)text.Kernel.Kernel.Main;
        MapText input = text.Read(pool.Input);
        MapText cells = text.Extents(pool.Output);
        EpilogueText epilogue = new(text, pool.Output);
        text.Reference("inputs", input);
        epilogue.Declare();
        ExpressionText expressions = new(v, text.Helpers);
        w.Line();
        if (PoolPairs.Suits(text, pool.Window, input, cells))
            PoolPairs.Write(text, pool.Window, input, cells, "inputs", v.Zero, Add, Means);
        else
            PoolLoops.Cells(text, pool.Window, input, cells, Cell, Tile);

        void Cell()
        {
            w.Line($"{v.Type} share = {v.Broadcast("1f / ((bottom - top) * (right - left))")};");
            MapLoops.Groups(text, cells.Shape.Channels, PoolLoops.Together, vectors =>
            {
                string[] means = PoolLoops.Sums(w, v, vectors.Count);
                PoolLoops.Pixels(w, () =>
                {
                    for (int i = 0; i < means.Length; i++)
                        Add(means[i], v.Load("inputs", PoolLoops.Pixel(input, vectors[i].Index)));
                });
                for (int i = 0; i < means.Length; i++)
                {
                    (string channel, int lanes) = vectors[i];
                    w.Line($"{means[i]} *= share;");
                    epilogue.Emit([means[i]], map => MapLoops.Pixel(map, channel), channel, lanes);
                }
            });
        }

        void Tile(PoolTile tile, string channel, int lanes)
        {
            int[] all = tile.Columns;
            w.Line($"{v.Type} {string.Join(", ", all.Select(column => $"{PoolLoops.Column(column)} = {v.Zero}"))};");
            PoolLoops.Lines(text, pool.Window, input, "inputs", channel, all, (column, load) => Add(PoolLoops.Column(column), load));
            Means(PoolRow.Alone(tile, channel, lanes, PoolLoops.Column));
        }

        void Means(PoolRow row)
        {
            int[][] ofCells = row.Tile.OfCells;
            foreach (int count in ofCells.Select(columns => columns.Length).Distinct())
                w.Line($"{v.Type} each{(Size)count} = {v.Broadcast(FormattableString.Invariant($"1f / ({row.Lines} * {count})"))};");

            for (int cell = 0; cell < ofCells.Length; cell++)
            {
                (string mean, int own) = (FormattableString.Invariant($"mean{cell}"), cell);
                w.Line($"{v.Type} {mean} = ({string.Join(" + ", ofCells[cell].Select(row.Column))}) * each{(Size)ofCells[cell].Length};");
                epilogue.Emit([mean], map => PoolLoops.Cell(map, own, row.Channel, row.Row), row.Channel, row.Lanes);
            }
        }

        void Add(string sum, string load)
        {
            if (pool.Term is not Operand)
            {
                string pixel = text.Unique("pixel");
                w.Line($"{v.Type} {pixel} = {load};");
                load = expressions.Of(pool.Term, [pixel]);
            }

            w.Line($"{sum} += {load};");
        }
    }
}

/// <summary>Gradient by the input of a mean: every pixel gets its share of each window that holds it. The units of work are rows of the input.</summary>
internal static class AvgPoolBackwardText
{
    public static void Write(KernelText text)
    {
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        AvgPoolBackward pool = (AvgPoolBackward)text.Kernel.Kernel.Main;
        Window window = pool.Window;
        MapText gradient = text.Read(pool.Gradient);
        MapText pixels = text.Extents(pool.Output);
        EpilogueText epilogue = new(text, pool.Output);
        text.Reference("gradients", gradient);
        epilogue.Declare();
        w.Line();
        Window mirrored = window with { PadTop = window.Height - 1 - window.PadTop, PadBottom = window.Height - 1 - window.PadBottom, PadLeft = window.Width - 1 - window.PadLeft, PadRight = window.Width - 1 - window.PadRight };
        if (HasTiles())
        {
            PoolLoops.Tiles(text, mirrored, gradient, pixels, Tile);
            return;
        }

        MapLoops.Rows(text, pixels, () =>
        {
            PoolLoops.Holding(w, "y", "top", "bottom", window.StrideY, window.PadTop, window.Height, gradient.Shape.Height);
            w.Line($"bool wholeRows = {AreWhole("top", "bottom", window.StrideY, window.PadTop, window.Height, pixels.Shape.Height)};");
            using (w.Block($"for (int x = 0; x < {pixels.Width}; x++)"))
            {
                PoolLoops.Holding(w, "x", "left", "right", window.StrideX, window.PadLeft, window.Width, gradient.Shape.Width);
                w.Line("// Mostly all windows that hold the pixel lie on the map, and its share of each is the same.");
                using (w.Block($"if (wholeRows && {AreWhole("left", "right", window.StrideX, window.PadLeft, window.Width, pixels.Shape.Width)})"))
                    Sums(areWhole: true);

                using (w.Block("else"))
                    Sums(areWhole: false);
            }
        });

        // Where windows lie at every pixel, a pixel gathers from the window around it, turned about. How many columns a window has must be known here: only the first and the last tile's may be cut.
        bool HasTiles() => window is { StrideY: 1, StrideX: 1 } && PoolLoops.HasTiles(text, mirrored, gradient, pixels)
            && (pixels.Shape.Width <= 2 * PoolTile.Cells || (Columns(Math.Min(PoolTile.Cells, pixels.Shape.Width - (2 * PoolTile.Cells)) - mirrored.PadLeft) == window.Width && Columns(pixels.Shape.Width - PoolTile.Cells - 1 + window.PadLeft) == window.Width));

        void Tile(PoolTile tile, string channel, int lanes)
        {
            (int[] all, int[][] ofCells, int? leftmost) = tile;
            w.Line($"{v.Type} {string.Join(", ", all.Select(column => $"{PoolLoops.Column(column)} = {v.Zero}"))};");
            PoolLoops.Lines(text, mirrored, gradient, "gradients", channel, all, (column, load) =>
            {
                if (column == all[0])
                    w.Line($"{v.Type} share = {v.Broadcast($"1f / ({Extent("line", 1, window.PadTop, window.Height, pixels.Shape.Height)})")};");

                w.Line(v.MultiplyAdd(PoolLoops.Column(column), load, "share"));
            });
            foreach (int column in all)
                w.Line($"{PoolLoops.Column(column)} *= {v.Broadcast($"1f / {(Size)(leftmost is { } first ? Columns(first + column) : window.Width)}")};");

            for (int cell = 0; cell < ofCells.Length; cell++)
            {
                (string sum, int own) = (FormattableString.Invariant($"sum{cell}"), cell);
                w.Line($"{v.Type} {sum} = {string.Join(" + ", ofCells[cell].Select(PoolLoops.Column))};");
                epilogue.Emit([sum], map => PoolLoops.Cell(map, own, channel), channel, lanes);
            }
        }

        // Of the window at a column of the gradient.
        int Columns(int column) => Math.Min(column - window.PadLeft + window.Width, pixels.Shape.Width) - Math.Max(column - window.PadLeft, 0);

        void Sums(bool areWhole) => MapLoops.Groups(text, pixels.Shape.Channels, PoolLoops.Together, vectors =>
        {
            string[] sums = PoolLoops.Sums(w, v, vectors.Count);
            using (w.Block("for (int line = top; line < bottom; line++)"))
            {
                if (!areWhole)
                    w.Line($"int rows = {Extent("line", window.StrideY, window.PadTop, window.Height, pixels.Shape.Height)};");

                using (w.Block("for (int column = left; column < right; column++)"))
                {
                    if (!areWhole)
                        w.Line($"{v.Type} share = {v.Broadcast($"1f / (rows * ({Extent("column", window.StrideX, window.PadLeft, window.Width, pixels.Shape.Width)}))")};");

                    for (int i = 0; i < sums.Length; i++)
                    {
                        string load = v.Load("gradients", PoolLoops.Pixel(gradient, vectors[i].Index));
                        w.Line(areWhole ? $"{sums[i]} += {load};" : v.MultiplyAdd(sums[i], load, "share"));
                    }
                }
            }

            for (int i = 0; i < sums.Length; i++)
            {
                (string channel, int lanes) = vectors[i];
                if (areWhole)
                    w.Line($"{sums[i]} *= {v.Broadcast(FormattableString.Invariant($"1f / {window.Positions}"))};");

                epilogue.Emit([sums[i]], map => MapLoops.Pixel(map, channel), channel, lanes);
            }
        });
    }

    /// <summary>Whether the windows of some cells, one after the other, lie on the map.</summary>
    private static string AreWhole(string first, string end, int stride, int pad, int window, int extent) => FormattableString.Invariant(
        $"({first} * {stride}) >= {pad} && (({end} - 1) * {stride}) + {window - pad} <= {extent}");

    /// <summary>How many pixels of a window lie on the map along one side.</summary>
    private static string Extent(string cell, int stride, int pad, int window, int extent) => FormattableString.Invariant(
        $"Math.Min(({cell} * {stride}) + {window - pad}, {extent}) - Math.Max(({cell} * {stride}) - {pad}, 0)");
}
