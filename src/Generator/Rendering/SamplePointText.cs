using System;
using System.Collections.Generic;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering;

/// <summary>What is computed once a point of a grid, the same on every machine: where it lies, which pixels are around it, and their weights.</summary>
internal static class SamplePointText
{
    /// <summary>The four pixels around a point: their rows and columns, 0 the first and 1 the second.</summary>
    public static IReadOnlyList<(int Row, int Column)> Corners { get; } = [(0, 0), (0, 1), (1, 0), (1, 1)];

    /// <summary>A place from −1, at 0, to 1, at the end of an extent. Both sides of the division are whole numbers, so that it is the only rounding.</summary>
    /// <param name="counter">A variable of type int.</param>
    /// <param name="extent">How far it counts.</param>
    public static string Place(string counter, int extent) => extent == 1 ? "1" : FormattableString.Invariant($"(float)((2 * {counter}) - {extent - 1}) / {extent - 1}");

    /// <summary>A coordinate of a grid's point at place <c>down</c>, <c>right</c>, of the variables <c>number0</c> and so on.</summary>
    public static string Coordinate(GridCoordinate coordinate)
    {
        List<string> terms = [];
        if (coordinate.Row is { } row)
            terms.Add(FormattableString.Invariant($"(number{row} * down)"));

        if (coordinate.Column is { } column)
            terms.Add(FormattableString.Invariant($"(number{column} * right)"));

        return string.Join(" + ", [.. terms, FormattableString.Invariant($"number{coordinate.Offset}")]);
    }

    /// <summary>What a gradient at a point, <c>v</c> and <c>u</c>, gives to the sums of the numbers.</summary>
    /// <param name="w">Where the lines go.</param>
    /// <param name="coordinates">How the point follows from the numbers.</param>
    /// <param name="sum">The beginning of the names of the sums.</param>
    public static void AddToSums(SourceWriter w, (GridCoordinate V, GridCoordinate U) coordinates, string sum)
    {
        foreach ((GridCoordinate coordinate, string gradient) in new[] { (coordinates.V, "v"), (coordinates.U, "u") })
        {
            if (coordinate.Row is { } row)
                w.Line($"{sum}{row} += {gradient} * down;");

            if (coordinate.Column is { } column)
                w.Line($"{sum}{column} += {gradient} * right;");

            w.Line($"{sum}{coordinate.Offset} += {gradient};");
        }
    }

    /// <summary>Declares where a point lies on a map: <c>isNear</c>, whether within a pixel of it; <c>row0</c> and <c>row1</c>, the rows around it, on the map in any case; <c>upper</c> and <c>lower</c>, their
    /// weights; <c>has00</c> to <c>has11</c>, whether each of the pixels around the point is on the map; columns alike, with the weights <c>before</c> and <c>after</c>.</summary>
    /// <param name="w">Where the lines go.</param>
    /// <param name="v">The point's place down the rows, from −1 to 1. A number that is none is near nothing.</param>
    /// <param name="u">Its place along the columns.</param>
    /// <param name="map">The map.</param>
    public static void Declare(SourceWriter w, string v, string u, Shape map)
    {
        (int bottom, int end) = (map.Height - 1, map.Width - 1);
        w.Line($"float down = 0.5f * ({v} + 1) * {bottom}, right = 0.5f * ({u} + 1) * {end};");
        w.Line($"bool isNear = down >= -1 && down < {map.Height} && right >= -1 && right < {map.Width};");
        w.Line("int top = isNear ? (int)MathF.Floor(down) : 0, left = isNear ? (int)MathF.Floor(right) : 0;");
        w.Line($"int row0 = top < 0 ? 0 : top, row1 = top < {bottom} ? top + 1 : {bottom}, column0 = left < 0 ? 0 : left, column1 = left < {end} ? left + 1 : {end};");
        w.Line("float lower = down - top, upper = 1 - lower, after = right - left, before = 1 - after;");
        w.Line($"bool hasUpper = isNear && top >= 0, hasLower = isNear && top < {bottom}, hasBefore = left >= 0, hasAfter = left < {end};");
    }

    /// <summary>The weight of a pixel around the point; 0 where it is not on the map.</summary>
    public static string Weight((int Row, int Column) corner) => $"{Has(corner)} ? {(corner.Row == 0 ? "upper" : "lower")} * {(corner.Column == 0 ? "before" : "after")} : 0";

    /// <summary>Whether a pixel around the point is on the map.</summary>
    public static string Has((int Row, int Column) corner) => $"{(corner.Row == 0 ? "hasUpper" : "hasLower")} && {(corner.Column == 0 ? "hasBefore" : "hasAfter")}";

    /// <summary>The gradient by the point of the products <c>dot00</c> to <c>dot11</c> of the gradient with the pixels around it, 0 for those not on the map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="total">The function that makes a number of what is weighted: of vectors, the sum of their lanes.</param>
    public static (string V, string U) Slopes(Shape map, string total = "") => (
        $"{Half(map.Height)} * {total}(((dot10 - dot00) * before) + ((dot11 - dot01) * after))",
        $"{Half(map.Width)} * {total}(((dot01 - dot00) * upper) + ((dot11 - dot10) * lower))");

    /// <summary>Pixels for one of a coordinate, as a literal of type float.</summary>
    private static string Half(int extent) => FormattableString.Invariant($"{(extent - 1) / 2}{((extent - 1) % 2 == 0 ? "" : ".5")}f");
}
