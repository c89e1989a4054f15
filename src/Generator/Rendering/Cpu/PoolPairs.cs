using System;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Two rows of a pool's cells at a time, whose windows share all lines but the first of the upper and the last of the lower row: what is computed of a column of these lines serves both.</summary>
internal static class PoolPairs
{
    /// <summary>Rows of cells.</summary>
    private const int Rows = 2;

    /// <summary>Whether a pool's windows follow line upon line, so that two rows of them share lines.</summary>
    public static bool Suits(KernelText text, Window window, MapText input, MapText cells) =>
        window is { StrideY: 1, Height: > 1 } && cells.Shape.Height >= Rows && PoolLoops.HasTiles(text, window, input, cells);

    /// <summary>Writes what is done for each tile of a pair of rows of cells.</summary>
    /// <param name="text">The kernel.</param>
    /// <param name="window">The window.</param>
    /// <param name="input">The map under it.</param>
    /// <param name="cells">The map of cells.</param>
    /// <param name="reference">The reference to the map under it.</param>
    /// <param name="start">What a column starts from, before any line.</param>
    /// <param name="take">Writes how a column takes a pixel, by its variable and the pixel's load.</param>
    /// <param name="finish">Writes what is done with the columns of a row of cells.</param>
    public static void Write(KernelText text, Window window, MapText input, MapText cells, string reference, string start, Action<string, string> take, Action<PoolRow> finish)
    {
        SourceWriter w = text.Body;
        bool isOdd = cells.Shape.Height % Rows > 0;
        MapLoops.Bands(text, cells, Rows, () =>
        {
            w.Line("// The windows of this row of cells have the lines from top to bottom, those of the next row the lines from shared to end.");
            w.Line($"int top = {From(-window.PadTop)}, shared = {From(1 - window.PadTop)};");
            w.Line($"int bottom = Math.Min(y + {(Size)(window.Height - window.PadTop)}, {input.Height}), end = Math.Min(y + {(Size)(window.Height - window.PadTop + 1)}, {input.Height});");
            PoolLoops.Along(text, window, input, cells, "shared", Tile);
        });

        void Tile(PoolTile tile, string channel, int lanes)
        {
            int[] all = tile.Columns;
            w.Line($"{text.Vector.Type} {string.Join(", ", all.Select(column => $"{PoolLoops.Column(column)} = {start}"))};");
            w.Line($"nuint first = {MapText.Index(("origin", 1), (channel, 1))}, at = first;");
            using (w.Block("for (int line = shared; line < bottom; line++)"))
            {
                Line("at", PoolLoops.Column);
                w.Line($"at += {input.Row};");
            }

            w.Line();
            using (w.Block())
            {
                w.Line($"{text.Vector.Type} {string.Join(", ", all.Select(column => $"{Upper(column)} = {PoolLoops.Column(column)}"))};");
                using (w.Block("if (top < shared)"))
                {
                    w.Line($"nuint above = first - {input.Row};");
                    Line("above", Upper);
                }

                finish(new PoolRow(tile, 0, channel, lanes, Upper, "(bottom - top)"));
            }

            w.Line();
            using (w.Block("if (bottom < end)"))
                Line("at", PoolLoops.Column);

            w.Line("// What the next rows of cells will be the first to read.");
            PoolLoops.Fetch(text, window, input, reference, 1, Rows);
            using (isOdd ? w.Block($"if (y < {(Size)(cells.Shape.Height - 1)})") : w.Block())
                finish(new PoolRow(tile, 1, channel, lanes, PoolLoops.Column, "(end - shared)"));

            void Line(string at, Func<int, string> name) => PoolLoops.Line(text, input, reference, at, all, (column, load) => take(name(column), load));
        }

        static string From(int shift) => shift switch { 0 => "y", > 0 => $"y + {(Size)shift}", _ => $"Math.Max(y - {(Size)(-shift)}, 0)" };

        static string Upper(int column) => FormattableString.Invariant($"upper{column}");
    }
}

/// <summary>A row of a pool's cells whose columns have been computed.</summary>
/// <param name="Tile">The cells.</param>
/// <param name="Row">Which row of those that are computed together.</param>
/// <param name="Channel">The index of the vector's first channel.</param>
/// <param name="Lanes">How many of its lanes are stored.</param>
/// <param name="Column">The variable of a column.</param>
/// <param name="Lines">How many lines the windows have.</param>
internal sealed record PoolRow(PoolTile Tile, int Row, string Channel, int Lanes, Func<int, string> Column, string Lines)
{
    /// <summary>A row that is computed alone, of windows from line <c>top</c> to <c>bottom</c>.</summary>
    public static PoolRow Alone(PoolTile tile, string channel, int lanes, Func<int, string> column) => new(tile, 0, channel, lanes, column, "(bottom - top)");
}
