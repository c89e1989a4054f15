using System;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Planning.Cpu.Fast;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Bᵀ d B of every tile of the input, and A p Aᵀ of every tile of the output's gradient.</summary>
internal static class TransformInputText
{
    public static void WriteInput(KernelText text)
    {
        TransformInput step = (TransformInput)text.Kernel.Kernel.Main;
        Window filter = step.Geometry.Window;
        MapText input = text.Read(step.Input);
        TileText tiles = new(text, step.Output, "tiles", writes: true);
        text.Reference("inputs", input);

        // What lies beyond the padded input is a border of zeros.
        tiles.Loops(() => Tile(text, tiles, "inputs", input, (input.Origin(filter.PadTop, filter.PadLeft), step.Algorithm.Outputs), step.Algorithm.Input));
    }

    public static void WriteGradient(KernelText text)
    {
        TransformGradient step = (TransformGradient)text.Kernel.Kernel.Main;
        if (text.Kernel.Kernel.Prologue is MaxPoolBackward pool)
        {
            WriteRouted(text, step, pool);
            return;
        }

        if (text.Kernel.Kernel.Prologue is MapStep map)
        {
            WriteMapped(text, step, map);
            return;
        }

        MapText gradient = text.Read(step.Gradient);
        TileText tiles = new(text, step.Output, "tiles", writes: true);
        text.Reference("gradients", gradient);
        tiles.LoopsWithEdges((rows, columns) => Tile(
            text, tiles, "gradients", gradient, (gradient.Origin(), step.Algorithm.Outputs), step.Algorithm.OutputGradient, rows, columns));
    }

    /// <summary>Each element of the gradient is an expression of those of maps of its shape and of numbers per channel.</summary>
    private static void WriteMapped(KernelText text, TransformGradient step, MapStep expression)
    {
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        ExpressionText expressions = new(v, text.Helpers);
        TileText tiles = new(text, step.Output, "tiles", writes: true);
        (Value Value, string Name, string First)[] operands =
            [.. expression.Operands.Select((operand, index) => (operand, FormattableString.Invariant($"x{index}"), FormattableString.Invariant($"{(operand.IsMap ? "at" : "k")}{index}")))];
        foreach ((Value operand, string name, _) in operands)
            text.ReferenceTo(operand, name, writes: false);

        tiles.LoopsWithEdges((rows, columns) =>
        {
            foreach ((Value operand, string name, string first) in operands)
                w.Line(operand.IsMap ? $"nuint {first} = {First(text.Read(operand), step.Algorithm.Outputs, step.Algorithm.Outputs)};" : $"{v.Type} {first} = {v.Load(name, "c")};");

            TransformText.Write(
                w,
                (v, text.Helpers),
                step.Algorithm.OutputGradient,
                (row, column) => row >= rows || column >= columns ? v.Zero : expressions.Of(expression.Expression, [.. operands.Select(operand => Element(operand, row, column))]),
                (row, column, result) => w.Line(v.Store(result, "tiles", tiles.At(row, column), v.Lanes)));
        });

        string Element((Value Value, string Name, string First) operand, int row, int column)
        {
            if (!operand.Value.IsMap)
                return operand.First;

            MapText map = text.Read(operand.Value);
            return v.Load(operand.Name, MapText.Index((operand.First, 1), ("1", (map.Row * row) + (map.Pixel * column))));
        }
    }

    /// <summary>The first element of a tile on a map without its border.</summary>
    /// <param name="map">The map.</param>
    /// <param name="down">Its rows from one tile to the next.</param>
    /// <param name="along">Its pixels.</param>
    private static string First(MapText map, int down, int along) =>
        MapText.Index(("1", map.Origin()), ("n", map.Image), ("ty", map.Row * down), ("tx", map.Pixel * along), ("c", 1));

    /// <summary>The gradient comes from a pool: each cell's goes to the pixel of the tile that has won it, and all others are zero.</summary>
    private static void WriteRouted(KernelText text, TransformGradient step, MaxPoolBackward pool)
    {
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        (int height, int width) = (pool.Window.Height, pool.Window.Width);
        MapText gradient = text.Read(pool.Gradient), winners = text.Read(pool.Winners);
        TileText tiles = new(text, step.Output, "tiles", writes: true);
        text.Reference("gradients", gradient);
        text.Reference("winners", winners);
        tiles.LoopsWithEdges((rows, columns) =>
        {
            int cellsDown = rows / height, cellsAlong = columns / width;
            w.Line($"nuint at = {Start(gradient)}, won = {Start(winners)};");
            for (int line = 0; line < cellsDown; line++)
            {
                for (int cell = 0; cell < cellsAlong; cell++)
                {
                    w.Line($"{v.Type} {Name("gradient", line, cell)} = {v.Load("gradients", At("at", gradient, line, cell))};");
                    w.Line($"{v.WinnerType} {Name("winner", line, cell)} = {v.Winners("winners", At("won", winners, line, cell))};");
                }
            }

            TransformText.Write(
                w,
                (v, text.Helpers),
                step.Algorithm.OutputGradient,
                (row, column) => row / height >= cellsDown || column / width >= cellsAlong
                    ? v.Zero
                    : VectorText.WhereWinner(Name("winner", row / height, column / width), ((Size)((column % width * height) + (row % height))).ToString(), Name("gradient", row / height, column / width)),
                (row, column, result) => w.Line(v.Store(result, "tiles", tiles.At(row, column), v.Lanes)));
        });

        string Start(MapText map) => First(map, step.Algorithm.Outputs / height, step.Algorithm.Outputs / width);

        static string At(string first, MapText map, int line, int cell) => MapText.Index((first, 1), ("1", (map.Row * line) + (map.Pixel * cell)));

        static string Name(string kind, int line, int cell) => FormattableString.Invariant($"{kind}{line}_{cell}");
    }

    /// <summary>One vector of channels of one tile; what lies beyond the map counts as zero.</summary>
    private static void Tile(
        KernelText text,
        TileText tiles,
        string reference,
        MapText map,
        (Size Origin, int Step) start,
        TransformMatrix matrix,
        int rows = int.MaxValue,
        int columns = int.MaxValue)
    {
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        w.Line($"nuint at = {MapText.Index(("1", start.Origin), ("n", map.Image), ("ty", map.Row * start.Step), ("tx", map.Pixel * start.Step), ("c", 1))};");
        TransformText.Write(
            w,
            (v, text.Helpers),
            matrix,
            (row, column) => row >= rows || column >= columns ? v.Zero : v.Load(reference, MapText.Index(("at", 1), ("1", (map.Row * row) + (map.Pixel * column)))),
            (row, column, result) => w.Line(v.Store(result, "tiles", tiles.At(row, column), v.Lanes)));
    }
}
