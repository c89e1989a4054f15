using System.Linq;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning;
using Kiln.Generator.Planning.Schedules;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>The matrix products of a transformed convolution: for each multiplication of a tile, tiles × channels times channels × filters.</summary>
internal static class MultiplyTilesText
{
    public static void WriteForward(KernelText text) => Write(text, ValueKind.TransformedInput, ValueKind.TransformedOutput, Step(text).Input.Shape.Channels);

    public static void WriteGradient(KernelText text) =>
        Write(text, ValueKind.TransformedGradient, ValueKind.TransformedInputGradient, Step(text).Layer.Filters);

    private static WinogradStep Step(KernelText text) => (WinogradStep)text.Kernel.Kernel.Main;

    private static void Write(KernelText text, ValueKind from, ValueKind to, int reduction)
    {
        SourceWriter w = text.Body;
        WinogradStep step = Step(text);
        TileSchedule tile = (TileSchedule)text.Kernel.Schedule;
        TileText inputs = new(text, new(from, step.Node), "inputs", writes: false);
        TileText outputs = new(text, new(to, step.Node), "outputs", writes: true);
        text.Reference("filters", text.Parameter("ReadOnlySpan<float>", $"{step.Node.Name}Weights", $"{text.Kernel.Packed!.Name}.Span"));
        text.Units = ((Size)step.Algorithm.Multiplies).ToString();

        int width = tile.Vectors * VectorText.Lanes;
        w.Line($"nuint rows = (nuint){TileText.Tiles};");
        w.Line();
        using (w.Block("for (int multiplication = from; multiplication < to; multiplication++)"))
        {
            w.Line($"nuint source = (nuint)multiplication * rows * {inputs.Layout.Channels};");
            w.Line($"nuint target = (nuint)multiplication * rows * {outputs.Layout.Channels};");
            w.Line($"nuint filter = (nuint)multiplication * {width * reduction};");
            PanelLoops.Write(w, tile.Panels, (panel, lane) =>
            {
                Tiles(panel, lane, 0);
                if (tile.Depth == reduction)
                    return;

                w.Line();
                w.Line("// The rest of the sums, as much at a time as keeps the weights in the first-level cache.");
                using (w.Block($"for (nuint depth = {tile.Depth}; depth < {reduction}; depth += {tile.Depth})"))
                    Tiles(panel, lane, Size.Variable("depth"));
            });
        }

        void Tiles(Panel panel, Size lane, Size depth) => TileLoops.Columns(w, tile, 1, Size.Variable("rows"), overlap: tile.Depth == reduction, size =>
        {
            ProductText product = new(
                [.. Enumerable.Range(0, size.Columns).Select(row => new TileRow(0, (long)row * inputs.Layout.Channels))], panel.Vectors);
            string Place(int row, int vector) => MapText.Index(
                ("target", 1), ("x", outputs.Layout.Channels), ("1", lane + (vector * VectorText.Lanes) + ((Size)row * outputs.Layout.Channels)));

            if (depth.IsConstant)
                product.Declare(w, _ => VectorText.Zero);
            else
                product.Load(w, (row, vector) => VectorText.Load("outputs", Place(row, vector)));

            ProductText.DeclareWeight(w, "filters", MapText.Index(("filter", 1), ("1", (lane * reduction) + (depth * (panel.Vectors * VectorText.Lanes)))));
            w.Line($"nuint at = {MapText.Index(("source", 1), ("x", inputs.Layout.Channels), ("1", depth))};");
            product.Accumulate(w, "inputs", "at", (1, 0), tile.Depth);
            for (int row = 0; row < size.Columns; row++)
            {
                for (int vector = 0; vector < panel.Vectors; vector++)
                    w.Line(VectorText.Store(ProductText.Sum(row, vector), "outputs", Place(row, vector), VectorText.Lanes));
            }
        });
    }
}
