using System;
using Kiln.Generator.Planning.Cpu.Schedules;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>A tile as it is written: its size may be smaller than the schedule's at an edge.</summary>
/// <param name="Images">Images.</param>
/// <param name="Rows">Rows of cells.</param>
/// <param name="Columns">Columns of cells.</param>
internal readonly record struct TileSize(int Images, int Rows, int Columns);

/// <summary>The loops over the tiles of a map: <c>n</c> counts images, <c>y</c> and <c>x</c> the first row and column of cells of a tile.</summary>
internal static class TileLoops
{
    /// <summary>Loops over tiles of images; the last images may be fewer than a tile and go one by one.</summary>
    /// <param name="w">The text.</param>
    /// <param name="tileImages">Images of a tile.</param>
    /// <param name="from">The first tile.</param>
    /// <param name="to">One past the last tile.</param>
    /// <param name="images">How many images there are.</param>
    /// <param name="body">Writes what is done for a number of images from <c>n</c> on.</param>
    public static void Images(SourceWriter w, int tileImages, string from, string to, string images, Action<int> body)
    {
        if (tileImages == 1)
        {
            using (w.Block($"for (nuint n = (nuint){from}; n < (nuint){to}; n++)"))
                body(1);

            return;
        }

        using (w.Block($"for (int tile = {from}; tile < {to}; tile++)"))
        {
            using (w.Block($"if ((tile + 1) * {tileImages} <= {images})"))
            {
                w.Line($"nuint n = (nuint)(tile * {tileImages});");
                body(tileImages);
            }

            using (w.Block("else"))
            using (w.Block($"for (nuint n = (nuint)(tile * {tileImages}); n < (nuint){images}; n++)"))
                body(1);
        }
    }

    /// <summary>Loops over the tiles of one map.</summary>
    /// <param name="w">The text.</param>
    /// <param name="tile">The schedule.</param>
    /// <param name="images">Images of the tile.</param>
    /// <param name="height">Rows of cells.</param>
    /// <param name="width">Columns of cells.</param>
    /// <param name="overlap">Whether the last tile may cover cells again, which costs less than a smaller tile. Not where tiles add to memory.</param>
    /// <param name="body">Writes what is done for a tile.</param>
    public static void Cells(SourceWriter w, TileSchedule tile, int images, int height, Size width, bool overlap, Action<TileSize> body) =>
        Side(w, "y", "line", tile.Rows, height, overlap, _ => Columns(w, tile.Columns, width, overlap, columns => body(new TileSize(images, tile.Rows, columns))));

    /// <summary>Loops over the tiles of one row of tiles.</summary>
    /// <param name="w">The text.</param>
    /// <param name="columns">Columns of a tile.</param>
    /// <param name="width">Columns of cells.</param>
    /// <param name="overlap">Whether the last tile may cover cells again.</param>
    /// <param name="body">Writes what is done for a tile of so many columns.</param>
    public static void Columns(SourceWriter w, int columns, Size width, bool overlap, Action<int> body) => Side(w, "x", "column", columns, width, overlap, body);

    /// <summary>Loops over the tiles of a part of a row; the last tile of a row may cover cells again.</summary>
    /// <param name="w">The text.</param>
    /// <param name="size">Columns of a tile.</param>
    /// <param name="places">Columns of a row.</param>
    /// <param name="left">The part's first column.</param>
    /// <param name="columns">Its columns: a multiple of a tile's.</param>
    /// <param name="body">Writes what is done for a tile from column <c>x</c> on.</param>
    public static void Strip(SourceWriter w, int size, int places, string left, int columns, Action body) =>
        Overlapping(w, "x", "column", size, places, left, $"Math.Min({left} + {(Size)columns}, {(Size)places})", body);

    /// <summary>Loops over the tiles of some rows of a map.</summary>
    /// <param name="w">The text.</param>
    /// <param name="size">Rows of a tile.</param>
    /// <param name="height">Rows of the map.</param>
    /// <param name="top">The first row.</param>
    /// <param name="bottom">One past the last.</param>
    /// <param name="body">Writes what is done from row <c>y</c> on.</param>
    public static void Band(SourceWriter w, int size, int height, string top, string bottom, Action body) => Overlapping(w, "y", "line", size, height, top, bottom, body);

    private static void Side(SourceWriter w, string counter, string step, int size, Size extent, bool overlap, Action<int> body)
    {
        if (!extent.IsConstant)
        {
            if (overlap)
                AnyExtent(w, counter, step, size, extent, body);
            else
                AnyExtentOnce(w, counter, size, extent, body);

            return;
        }

        long length = extent.Constant;
        if (size == length)
        {
            w.Line($"const nuint {counter} = 0;");
            body(size);
        }
        else if (overlap || length % size == 0)
        {
            Overlapping(w, counter, step, size, length, "0", ((Size)length).ToString(), () => body(size));
        }
        else
        {
            long whole = length / size * size;
            using (w.Block($"for (nuint {counter} = 0; {counter} < {whole}; {counter} += {size})"))
                body(size);

            using (w.Block())
            {
                w.Line($"const nuint {counter} = {whole};");
                body((int)(length - whole));
            }
        }
    }

    /// <summary>Tiles of one size from a place to an end; one that would go past the side's length begins earlier.</summary>
    private static void Overlapping(SourceWriter w, string counter, string step, int size, long length, string from, string end, Action body)
    {
        if (length % size == 0)
        {
            using (w.Block($"for (nuint {counter} = {from}; {counter} < {end}; {Advance(counter, size)})"))
                body();

            return;
        }

        using (w.Block($"for (nuint {step} = {from}; {step} < {end}; {step} += {(Size)size})"))
        {
            w.Line($"nuint {counter} = Math.Min({step}, {(Size)(length - size)});");
            body();
        }
    }

    private static string Advance(string counter, int size) => size == 1 ? $"{counter}++" : FormattableString.Invariant($"{counter} += {size}");

    private static void AnyExtent(SourceWriter w, string counter, string step, int size, Size extent, Action<int> body)
    {
        using (w.Block($"if ({extent} >= {size})"))
        using (w.Block($"for (nuint {step} = 0; {step} < {extent}; {step} += {size})"))
        {
            w.Line($"nuint {counter} = Math.Min({step}, {extent} - {size});");
            body(size);
        }

        using (w.Block("else"))
        using (w.Block($"for (nuint {counter} = 0; {counter} < {extent}; {counter}++)"))
            body(1);
    }

    /// <summary>Full tiles, then single cells: each cell once.</summary>
    private static void AnyExtentOnce(SourceWriter w, string counter, int size, Size extent, Action<int> body)
    {
        string whole = size == 1 ? extent.ToString() : $"{extent} - ({extent} % {size})";
        using (w.Block($"for (nuint {counter} = 0; {counter} < {whole}; {Advance(counter, size)})"))
            body(size);

        if (size == 1)
            return;

        using (w.Block($"for (nuint {counter} = {whole}; {counter} < {extent}; {counter}++)"))
            body(1);
    }
}
