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
        MapText gradient = text.Read(step.Gradient);
        TileText tiles = new(text, step.Output, "tiles", writes: true);
        text.Reference("gradients", gradient);
        tiles.LoopsWithEdges((rows, columns) => Tile(
            text, tiles, "gradients", gradient, (gradient.Origin(), step.Algorithm.Outputs), step.Algorithm.OutputGradient, rows, columns));
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
