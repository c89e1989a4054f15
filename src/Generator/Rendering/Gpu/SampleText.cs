using System;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Gpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Gpu;

/// <summary>Grids of points, samples of maps at them, and the gradients of both.</summary>
internal static class SampleText
{
    public static void WriteGrid(GpuKernelText text)
    {
        GridForward step = (GridForward)text.Kernel.Main;
        Shape grid = step.Output.Shape;
        ElementText.Write(text, step.Output, () =>
        {
            SourceWriter w = text.Body;
            ElementText.Place(text, grid);
            w.Line($"float down = {SamplePointText.Place("y", grid.Height)}, right = {SamplePointText.Place("x", grid.Width)};");
            for (int number = 0; number < step.Numbers.Shape.Channels; number++)
                w.Line($"float number{number} = {text.Array(step.Numbers)}[(n * {step.Numbers.Shape.Channels}) + {number}];");

            w.Line($"float value = c == 0 ? {SamplePointText.Coordinate(step.Coordinates.V)} : {SamplePointText.Coordinate(step.Coordinates.U)};");
            return "value";
        });
    }

    /// <summary>A warp takes an image's grid, its threads every 32nd point.</summary>
    public static void WriteGridBackward(GpuKernelText text)
    {
        GridBackward step = (GridBackward)text.Kernel.Main;
        SourceWriter w = text.Body;
        Shape grid = step.Gradient.Shape;
        string gradients = text.Array(step.Gradient);
        int[] numbers = [.. Enumerable.Range(0, step.Output.Shape.Channels)];
        RowText.Begin(text, step.Output);
        text.Reason = "A warp takes an image's grid.";
        w.Line($"float {string.Join(", ", numbers.Select(number => FormattableString.Invariant($"sum{number} = 0")))};");
        using (w.Block($"for (int point = Group.IdxX; point < {grid.Pixels}; point += {GpuLimits.Warp})"))
        {
            w.Line($"int y = {text.Indices.Over("point", grid.Width)}, x = point - (y * {grid.Width}), at = ((Grid.IdxX * {grid.Pixels}) + point) * 2;");
            w.Line($"float down = {SamplePointText.Place("y", grid.Height)}, right = {SamplePointText.Place("x", grid.Width)};");
            w.Line($"float v = {gradients}[at], u = {gradients}[at + 1];");
            SamplePointText.AddToSums(w, step.Coordinates, "sum");
        }

        foreach (int number in numbers)
            RowText.Combine(w, FormattableString.Invariant($"sum{number}"), FormattableString.Invariant($"sum{number} += shared[lane];"), FormattableString.Invariant($"sum{number} = 0;"));

        using (w.Block("if (Group.IdxX == 0)"))
        {
            foreach (int number in numbers)
                w.Line($"{text.Array(step.Output)}[row + {number}] = sum{number};");
        }
    }

    public static void WriteForward(GpuKernelText text)
    {
        SampleForward step = (SampleForward)text.Kernel.Main;
        Shape map = step.Map.Shape;
        ElementText.Write(text, step.Output, () =>
        {
            SourceWriter w = text.Body;
            ElementText.Place(text, step.Output.Shape);
            Point(text, step.Grid, "pixel", map);
            w.Line("float value = 0;");
            using (w.Block("if (isNear)"))
            {
                w.Line($"int line0 = ((n * {map.Height}) + row0) * {map.Width}, line1 = ((n * {map.Height}) + row1) * {map.Width};");
                foreach ((int row, int column) in SamplePointText.Corners)
                    w.Line($"value += ({SamplePointText.Weight((row, column))}) * {text.Array(step.Map)}[((line{row} + column{column}) * {map.Channels}) + c];");
            }

            return "value";
        });
    }

    public static void WriteBackwardMap(GpuKernelText text)
    {
        SampleBackwardMap step = (SampleBackwardMap)text.Kernel.Main;
        SourceWriter w = text.Body;
        Shape grid = step.Grid.Shape;
        ScatterText.Write(text, step.Output, element =>
        {
            using (w.Block($"for (int pixel = n * {grid.Pixels}; pixel < (n + 1) * {grid.Pixels}; pixel++)"))
            {
                Point(text, step.Grid, "pixel", step.Output.Shape);
                using (w.Block("if (isNear && (top == row || top + 1 == row))"))
                {
                    w.Line($"float gradient = (top == row ? upper : lower) * {text.Array(step.Gradient)}[(pixel * {step.Gradient.Shape.Channels}) + c];");
                    using (w.Block("if (hasBefore)"))
                        w.Line($"{element("left")} += before * gradient;");

                    using (w.Block("if (hasAfter)"))
                        w.Line($"{element("(left + 1)")} += after * gradient;");
                }
            }
        });
    }

    /// <summary>A warp takes a point, its threads every 32nd channel.</summary>
    public static void WriteBackwardGrid(GpuKernelText text)
    {
        SampleBackwardGrid step = (SampleBackwardGrid)text.Kernel.Main;
        SourceWriter w = text.Body;
        Shape map = step.Map.Shape;
        string[] corners = [.. SamplePointText.Corners.Select(corner => FormattableString.Invariant($"{corner.Row}{corner.Column}"))];
        RowText.Begin(text, step.Gradient);
        w.Line($"int n = {text.Indices.Over("Grid.IdxX", step.Grid.Shape.Pixels)};");
        Point(text, step.Grid, "Grid.IdxX", map);
        w.Line($"int line0 = ((n * {map.Height}) + row0) * {map.Width}, line1 = ((n * {map.Height}) + row1) * {map.Width};");
        w.Line($"float {string.Join(", ", corners.Select(corner => $"dot{corner} = 0"))};");
        using (RowText.Channels(w, map.Channels))
        {
            w.Line($"float gradient = {text.Array(step.Gradient)}[row + k];");
            foreach (string corner in corners)
                w.Line($"dot{corner} += gradient * {text.Array(step.Map)}[((line{corner[0]} + column{corner[1]}) * {map.Channels}) + k];");
        }

        foreach ((int Row, int Column) corner in SamplePointText.Corners)
        {
            string dot = FormattableString.Invariant($"dot{corner.Row}{corner.Column}");
            w.Line($"{dot} = {SamplePointText.Has(corner)} ? {dot} : 0;");
            RowText.Combine(w, dot, $"{dot} += shared[lane];", $"{dot} = 0;");
        }

        (string slopeV, string slopeU) = SamplePointText.Slopes(map);
        using (w.Block("if (Group.IdxX == 0)"))
        {
            w.Line($"{text.Array(step.Output)}[Grid.IdxX * 2] = isNear ? {slopeV} : 0;");
            w.Line($"{text.Array(step.Output)}[(Grid.IdxX * 2) + 1] = isNear ? {slopeU} : 0;");
        }
    }

    /// <summary>Declares what a point says.</summary>
    /// <param name="text">The kernel.</param>
    /// <param name="grid">The grid.</param>
    /// <param name="pixel">The point's number among those of all images.</param>
    /// <param name="map">The map to sample.</param>
    private static void Point(GpuKernelText text, Value grid, string pixel, Shape map) =>
        SamplePointText.Declare(text.Body, $"{text.Array(grid)}[{pixel} * 2]", $"{text.Array(grid)}[({pixel} * 2) + 1]", map);
}
