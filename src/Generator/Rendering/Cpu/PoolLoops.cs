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

    /// <summary>Writes what is done for each cell; <c>top</c>, <c>bottom</c>, <c>left</c> and <c>right</c> bound its window.</summary>
    /// <param name="text">The kernel.</param>
    /// <param name="window">The window.</param>
    /// <param name="input">The map under it.</param>
    /// <param name="cells">The map of cells.</param>
    /// <param name="body">What is done.</param>
    public static void Cells(KernelText text, Window window, MapText input, MapText cells, Action body)
    {
        SourceWriter w = text.Body;
        MapLoops.Rows(text, cells, () =>
        {
            Clip(w, "y", "top", "bottom", window.StrideY, window.PadTop, window.Height, input.Height, window.IsWholeMap);
            using (w.Block($"for (int x = 0; x < {MapLoops.Signed(cells.Width)}; x++)"))
            {
                Clip(w, "x", "left", "right", window.StrideX, window.PadLeft, window.Width, input.Width, window.IsWholeMap);
                body();
            }
        });
    }

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
