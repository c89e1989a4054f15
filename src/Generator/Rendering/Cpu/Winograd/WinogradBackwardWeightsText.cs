using System.Linq;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Schedules;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Gradient by the weights in the transformed domain: for each multiplication the sum over all tiles of input times gradient, then Gᵀ U G.</summary>
/// <remarks>The units of work are panels of filters, over all images: no two threads sum the same weight differently.</remarks>
internal static class WinogradBackwardWeightsText
{
    public static void Write(KernelText text)
    {
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        WinogradBackwardWeights step = (WinogradBackwardWeights)text.Kernel.Kernel.Main;
        TileSchedule tile = (TileSchedule)text.Kernel.Schedule;
        int channels = step.Input.Shape.Channels, group = tile.Columns;
        TileText inputs = new(text, new(ValueKind.TransformedInput, step.Node), "inputs", writes: false);
        TileText gradients = new(text, new(ValueKind.TransformedGradient, step.Node), "gradients", writes: false);
        text.Reference("sums", text.Parameter("Span<float>", "scratch", "Scratch(worker)"));
        text.Reference("outputs", text.Parameter("Span<float>", "gradient", $"{step.Node.Name}_WeightsGradient"));
        text.Units = ((Size)PanelLoops.Count(tile.Panels)).ToString();

        w.Line($"nuint rows = (nuint){TileText.Tiles};");
        PanelLoops.WriteUnits(w, tile.Panels, (panel, _) =>
        {
            Products(w, v, step, panel, group, channels, inputs, gradients);
            w.Line();
            using (w.Block($"for (nuint c = 0; c < {channels}; c++)"))
            {
                // A loop and not a line a vector: the JIT compiler optimizes no method with thousands of variables.
                MapLoops.Vectors(text, panel.Results, (vector, lanes) => Filter(text, step, panel, vector, lanes));
            }
        });
    }

    /// <summary>The sums over all tiles: multiplication by multiplication, channel by channel, the lanes of the panel.</summary>
    private static void Products(SourceWriter w, VectorText v, WinogradStep step, Panel panel, int group, int channels, TileText inputs, TileText gradients)
    {
        int width = panel.Width;
        using (w.Block($"for (nuint multiplication = 0; multiplication < {step.Algorithm.Multiplies}; multiplication++)"))
        using (w.Block($"for (nuint first = 0; first < {channels}; first += {group})"))
        {
            w.Line(channels % group == 0 ? "nuint c = first;" : $"nuint c = Math.Min(first, {channels - group});");
            ProductText product = new(v, [.. Enumerable.Range(0, group).Select(row => new TileRow(0, row))], panel.Vectors, inputs.Layout.Pitch, gradients.Layout.Pitch);
            product.Declare(w, _ => v.Zero);
            ProductText.DeclareWeight(w, "gradients", $"(multiplication * ({gradients.Distance})) + lane");
            w.Line($"ref float input = {VectorText.Advance("inputs", $"(multiplication * ({inputs.Distance})) + c")};");
            product.AccumulateRows(w, "rows");
            for (int row = 0; row < group; row++)
            {
                for (int vector = 0; vector < panel.Vectors; vector++)
                {
                    string at = MapText.Index(("multiplication", channels * width), ("c", width), ("1", (row * width) + (vector * v.Lanes)));
                    w.Line(v.Store(ProductText.Sum(row, vector), "sums", at, v.Lanes));
                }
            }
        }
    }

    /// <summary>One vector of filters, one input channel: back from the transformed domain.</summary>
    private static void Filter(KernelText text, WinogradBackwardWeights step, Panel panel, string vector, int lanes)
    {
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        int width = panel.Width, filters = step.Layer.Filters, channels = step.Input.Shape.Channels;
        TransformText.Write(
            w,
            (v, text.Helpers),
            step.Algorithm.FilterGradient,
            (row, column) => v.Load("sums", MapText.Index(("c", width), ("1", ((row * step.Algorithm.Tile) + column) * channels * width), (vector, 1))),
            (row, column, result) => w.Line(VectorText.StoreFirst(
                result,
                "outputs",
                MapText.Index(("1", ((row * step.Algorithm.Taps) + column) * channels * filters), ("c", filters), ("lane", 1), (vector, 1)),
                lanes)));
    }
}
