using System;
using System.Linq;
using Kiln.Generator.Graph;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Cells of a pool side by side, which share what is computed of a column of the map.</summary>
/// <param name="Columns">The columns of all of them that lie on the map, from the first cell's first.</param>
/// <param name="OfCells">The columns of each cell.</param>
/// <param name="Leftmost">The column of the map from which they are counted; null for a tile that may lie anywhere.</param>
internal sealed record PoolTile(int[] Columns, int[][] OfCells, int? Leftmost)
{
    /// <summary>How many cells.</summary>
    public const int Cells = 4;

    /// <summary>Whether a row has so many cells, every one of them some column of the map, and all but those of the first and the last tile whole windows.</summary>
    public static bool Suits(Window window, int width, int cells)
    {
        if (cells < Cells || At(window, width, 0).OfCells.Concat(At(window, width, cells - Cells).OfCells).Any(columns => columns.Length == 0))
            return false;

        // The tile before the last may begin at any cell that leaves room for both.
        int first = Math.Min(Cells, cells - (2 * Cells)), end = cells - Cells;
        return cells <= 2 * Cells || Enumerable.Range(first, end - first).All(cell => (cell * window.StrideX) >= window.PadLeft && (cell * window.StrideX) - window.PadLeft + window.Width <= width);
    }

    /// <summary>The tile of whole windows.</summary>
    public static PoolTile Whole(Window window) => At(window with { PadLeft = 0 }, int.MaxValue, 0) with { Leftmost = null };

    /// <summary>The tile from some cell on.</summary>
    public static PoolTile At(Window window, int width, int cell)
    {
        int leftmost = (cell * window.StrideX) - window.PadLeft;
        int[][] cells = [.. Enumerable.Range(0, Cells).Select(i => Enumerable.Range(i * window.StrideX, window.Width).Where(column => leftmost + column >= 0 && leftmost + column < width).ToArray())];
        return new PoolTile([.. cells.SelectMany(columns => columns).Distinct().OrderBy(column => column)], cells, leftmost);
    }
}
