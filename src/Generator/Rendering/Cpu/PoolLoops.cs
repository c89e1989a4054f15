using System;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Loops over the cells of a pool, with their windows clipped to the map.</summary>
internal static class PoolLoops
{
    /// <summary>Vectors of channels that share the loop over a window.</summary>
    public const int Together = 4;

    /// <summary>Longer windows are loops.</summary>
    private const int LongestSide = 7;

    /// <summary>Writes what is done for each cell; <c>top</c>, <c>bottom</c>, <c>left</c> and <c>right</c> bound its window.</summary>
    /// <param name="text">The kernel.</param>
    /// <param name="window">The window.</param>
    /// <param name="input">The map under it.</param>
    /// <param name="cells">The map of cells.</param>
    /// <param name="cell">What is done.</param>
    /// <param name="tile">What is done with a vector of channels of <see cref="PoolTile.Cells"/> cells from <c>x</c> on, where a row has so many; their columns begin at <c>leftmost</c>.</param>
    public static void Cells(KernelText text, Window window, MapText input, MapText cells, Action cell, Action<PoolTile, string, int> tile)
    {
        SourceWriter w = text.Body;
        if (HasTiles(text, window, input, cells))
        {
            Tiles(text, window, input, cells, tile);
            return;
        }

        MapLoops.Rows(text, cells, () =>
        {
            Clip(w, "y", "top", "bottom", window.StrideY, window.PadTop, window.Height, input.Height, window.IsWholeMap);
            using (w.Block($"for (int x = 0; x < {MapLoops.Signed(cells.Width)}; x++)"))
            {
                Clip(w, "x", "left", "right", window.StrideX, window.PadLeft, window.Width, input.Width, window.IsWholeMap);
                cell();
            }
        });
    }

    /// <summary>Whether cells are taken <see cref="PoolTile.Cells"/> at a time.</summary>
    public static bool HasTiles(KernelText text, Window window, MapText input, MapText cells) =>
        !text.AnyExtent && !window.IsWholeMap && window.Positions > 1 && Math.Max(window.Height, window.Width) <= LongestSide && Math.Max(window.StrideX, window.StrideY) <= LongestSide
        && PoolTile.Suits(window, input.Shape.Width, cells.Shape.Width);

    /// <summary>Writes what is done for each tile of cells.</summary>
    /// <param name="text">The kernel.</param>
    /// <param name="window">The window.</param>
    /// <param name="input">The map under it.</param>
    /// <param name="cells">The map of cells.</param>
    /// <param name="tile">What is done with a vector of channels of <see cref="PoolTile.Cells"/> cells from <c>x</c> on; their columns begin at <c>leftmost</c>.</param>
    public static void Tiles(KernelText text, Window window, MapText input, MapText cells, Action<PoolTile, string, int> tile)
    {
        MapLoops.Rows(text, cells, () =>
        {
            Clip(text.Body, "y", "top", "bottom", window.StrideY, window.PadTop, window.Height, input.Height, window.IsWholeMap);
            Along(text, window, input, cells, "top", tile);
        });
    }

    /// <summary>Loops over the tiles of a row of cells.</summary>
    /// <param name="text">The kernel.</param>
    /// <param name="window">The window.</param>
    /// <param name="input">The map under it.</param>
    /// <param name="cells">The map of cells.</param>
    /// <param name="line">The line of the map at which <c>origin</c> lies.</param>
    /// <param name="tile">What is done with a vector of channels of <see cref="PoolTile.Cells"/> cells from <c>x</c> on; their columns begin at <c>leftmost</c>.</param>
    public static void Along(KernelText text, Window window, MapText input, MapText cells, string line, Action<PoolTile, string, int> tile)
    {
        // The first and the last cells of a row may have windows that are cut; of which columns is known here.
        SourceWriter w = text.Body;
        int width = cells.Shape.Width, last = width - PoolTile.Cells;
        using (w.Block())
            At("const int x = 0;", 0);

        if (width > 2 * PoolTile.Cells)
        {
            using (w.Block($"for (int next = {(Size)PoolTile.Cells}; next < {(Size)last}; next += {(Size)PoolTile.Cells})"))
                At($"int x = Math.Min(next, {(Size)(last - PoolTile.Cells)});", null);
        }

        if (last > 0)
        {
            using (w.Block())
                At($"const int x = {(Size)last};", last);
        }

        void At(string declaration, int? cut)
        {
            w.Line(declaration);
            PoolTile columns = cut is { } x ? PoolTile.At(window, input.Shape.Width, x) : PoolTile.Whole(window);
            w.Line(cut is { } first
                ? $"const int leftmost = {(Size)((first * window.StrideX) - window.PadLeft + columns.Columns[0])};"
                : $"int leftmost = (x * {(Size)window.StrideX}) - {(Size)window.PadLeft};");
            w.Line($"nuint origin = {MapText.Index(("1", input.Origin()), ("(nuint)n", input.Image), ($"(nuint){line}", input.Row), ("(nuint)leftmost", input.Pixel))};");
            MapLoops.Vectors(text, cells.Shape.Channels, (channel, lanes) => tile(columns, channel, lanes));
        }
    }

    /// <summary>Loops over the lines of the windows of a tile, and fetches those that the next row of cells will be the first to read: rows of pixels are far apart, and a tile reads a little of each.</summary>
    /// <param name="text">The kernel.</param>
    /// <param name="window">The window.</param>
    /// <param name="input">The map under it.</param>
    /// <param name="reference">The reference to the map.</param>
    /// <param name="channel">The index of a vector's first channel.</param>
    /// <param name="columns">The columns of the tile.</param>
    /// <param name="body">Writes what is done with the vector of one column of line <c>line</c>, by the column's number and its load.</param>
    public static void Lines(KernelText text, Window window, MapText input, string reference, string channel, int[] columns, Action<int, string> body)
    {
        SourceWriter w = text.Body;
        w.Line($"nuint at = {MapText.Index(("origin", 1), (channel, 1))};");
        using (w.Block("for (int line = top; line < bottom; line++)"))
        {
            Line(text, input, reference, "at", columns, body);
            w.Line($"at += {input.Row};");
        }

        w.Line("// What the next row of cells will be the first to read.");
        Fetch(text, window, input, reference, 0, window.StrideY);
    }

    /// <summary>Writes what is done with the vectors of one line of the map under a tile.</summary>
    /// <param name="text">The kernel.</param>
    /// <param name="input">The map.</param>
    /// <param name="reference">The reference to it.</param>
    /// <param name="at">The variable with the index of the line's first vector.</param>
    /// <param name="columns">The columns of the tile.</param>
    /// <param name="body">Writes what is done with a vector, by its column's number and its load.</param>
    public static void Line(KernelText text, MapText input, string reference, string at, int[] columns, Action<int, string> body)
    {
        foreach (int column in columns)
            body(column, text.Vector.Load(reference, MapText.Index((at, 1), ("1", input.Pixel * (column - columns[0])))));
    }

    /// <summary>Fetches some lines under a tile, counted from the one at <c>at</c>.</summary>
    /// <param name="text">The kernel.</param>
    /// <param name="window">The window.</param>
    /// <param name="input">The map under it.</param>
    /// <param name="reference">The reference to the map.</param>
    /// <param name="first">The first line.</param>
    /// <param name="count">How many.</param>
    public static void Fetch(KernelText text, Window window, MapText input, string reference, int first, int count)
    {
        for (int line = first; line < first + count; line++)
        {
            for (int column = 0; column < window.StrideX * PoolTile.Cells; column++)
                text.Body.Line($"Lanes.Prefetch(ref {reference}, {MapText.Index(("at", 1), ("1", (input.Row * line) + (input.Pixel * column)))});");
        }
    }

    /// <summary>What is computed of a column of a tile.</summary>
    public static string Column(int column) => FormattableString.Invariant($"column{column}");

    /// <summary>The place of a cell of a tile in a map of cells, some rows below the first.</summary>
    public static string Cell(MapText map, int cell, string channel, int row = 0) =>
        MapText.Index(("1", map.Origin()), ("(nuint)n", map.Image), ("(nuint)y", map.Row), ("(nuint)x", map.Pixel), ("1", (map.Row * row) + (map.Pixel * cell)), (channel, 1));

    /// <summary>Declares the sums of some vectors; their names.</summary>
    public static string[] Sums(SourceWriter w, VectorText v, int count) => Variables(w, v.Type, "sum", count, v.Zero);

    /// <summary>Declares a variable for each of some vectors; their names.</summary>
    public static string[] Variables(SourceWriter w, string type, string name, int count, string value)
    {
        string[] names = [.. Enumerable.Range(0, count).Select(index => FormattableString.Invariant($"{name}{index}"))];
        w.Line($"{type} {string.Join(", ", names.Select(one => $"{one} = {value}"))};");
        return names;
    }

    /// <summary>Declares the cells <c>first</c> to <c>end</c> along one side whose windows hold a pixel.</summary>
    public static void Holding(SourceWriter w, string pixel, string first, string end, int stride, int pad, int window, int cells)
    {
        w.Line($"int {first} = Math.Max(0, ({pixel} + {pad - window} + {stride}) / {stride});");
        if (pad - window < 0)
            w.Line($"{first} = {pixel} < {window - pad} ? 0 : {first};");

        w.Line($"int {end} = Math.Min({cells}, (({pixel} + {pad}) / {stride}) + 1);");
    }

    /// <summary>Loops over the pixels of a cell's window, down its columns: <c>line</c> and <c>column</c> in the map.</summary>
    public static void Pixels(SourceWriter w, Action body)
    {
        using (w.Block("for (int column = left; column < right; column++)"))
        using (w.Block("for (int line = top; line < bottom; line++)"))
            body();
    }

    /// <summary>Index of a vector of channels of pixel <c>line</c>, <c>column</c>.</summary>
    public static string Pixel(MapText map, string channel) =>
        MapText.Index(("1", map.Origin()), ("(nuint)n", map.Image), ("(nuint)line", map.Row), ("(nuint)column", map.Pixel), (channel, 1));

    private static void Clip(SourceWriter w, string cell, string first, string end, int stride, int pad, int window, Size extent, bool whole)
    {
        if (whole)
        {
            w.Line($"const int {first} = 0;");
            w.Line($"int {end} = {MapLoops.Signed(extent)};");
            return;
        }

        w.Line($"int {first} = Math.Max(({cell} * {stride}) - {pad}, 0);");
        w.Line($"int {end} = Math.Min(({cell} * {stride}) + {window - pad}, {MapLoops.Signed(extent)});");
    }
}
