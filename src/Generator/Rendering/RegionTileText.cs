using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Rendering.Cpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering;

/// <summary>Which pixels of a map a tile of a region has: the same on every machine.</summary>
/// <param name="w">Where the lines go.</param>
/// <param name="require">Asks for a method by its name.</param>
/// <param name="tiles">How regions are divided.</param>
/// <param name="map">The map.</param>
internal sealed class RegionTileText(SourceWriter w, Action<string, Action<SourceWriter>> require, RegionTiles tiles, Shape map)
{
    /// <summary>Declares the region's first pixel on the map, from 0, and the rows and columns of one of its tiles, which are fractions.</summary>
    /// <param name="corner">The text of each of its four numbers.</param>
    public void DeclareRegion(Func<int, string> corner)
    {
        require("Nearest", Nearest);
        require("Clipped", Clipped);
        w.Line($"float u1 = {corner(0)}, v1 = {corner(1)}, u2 = {corner(2)}, v2 = {corner(3)};");
        w.Line($"float firstRow = Nearest({Of(tiles.Y, "v1", "u1")}) - 1, firstColumn = Nearest({Of(tiles.X, "u1", "v1")}) - 1;");
        w.Line($"float height = Nearest({Of(tiles.Y, "v2", "u2")}) - firstRow, width = Nearest({Of(tiles.X, "u2", "v2")}) - firstColumn;");
        w.Line($"float tileHeight = (height > 1 ? height : 1) / {tiles.Rows}, tileWidth = (width > 1 ? width : 1) / {tiles.Columns};");
    }

    /// <summary>Declares the rows from <c>top</c> to below <c>bottom</c> of the tiles of a number.</summary>
    public void DeclareRows(string number) => Bounds(number, "top", "bottom", "tileHeight", "firstRow", map.Height);

    /// <summary>Declares the columns from <c>left</c> to below <c>right</c> of the tiles of a number.</summary>
    public void DeclareColumns(string number) => Bounds(number, "left", "right", "tileWidth", "firstColumn", map.Width);

    /// <summary>Declares what a pixel's share of a tile is, 0 where there is none.</summary>
    public void DeclareShare() => w.Line("float share = top < bottom && left < right ? 1f / ((bottom - top) * (right - left)) : 0;");

    private void Bounds(string number, string from, string end, string extent, string first, int pixels) => w.Line(
        $"int {from} = Clipped(MathF.Floor({number} * {extent}) + {first}, {pixels}), {end} = Clipped(MathF.Ceiling(({number} + 1) * {extent}) + {first}, {pixels});");

    private static string Of(RegionAxis axis, string own, string other)
    {
        (double Factor, string Times)[] terms = [(axis.Scale, own), (axis.Shear, other), (axis.Constant, "")];
        List<string> texts = [.. terms.Where(term => (float)term.Factor != 0).Select(term =>
            term.Times.Length == 0 ? $"({VectorText.Literal(term.Factor)})" : (float)term.Factor == 1 ? term.Times : $"({VectorText.Literal(term.Factor)} * {term.Times})")];
        return texts.Count == 0 ? "0" : string.Join(" + ", texts);
    }

    private static void Nearest(SourceWriter w)
    {
        w.Line("/// <summary>The nearest whole number; of two the one further from 0.</summary>");
        using (w.Block("private static float Nearest(float x)"))
        {
            w.Line("float floor = MathF.Floor(x), rest = x - floor;");
            w.Line("return rest > 0.5f || (rest == 0.5f && x > 0) ? floor + 1 : floor;");
        }
    }

    private static void Clipped(SourceWriter w)
    {
        w.Line("/// <summary>A place from 0 to an extent, whatever is asked for: what is no number is 0.</summary>");
        w.Line("private static int Clipped(float place, int extent) => place > 0 ? place < extent ? (int)place : extent : 0;");
    }
}
