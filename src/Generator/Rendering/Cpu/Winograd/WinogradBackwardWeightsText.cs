using System.Linq;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Planning.Cpu.Fast;
using Kiln.Generator.Planning.Cpu.Schedules;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Gradient by the weights in the transformed domain: for each multiplication the sum over all tiles of input times gradient, then Gᵀ U G.</summary>
/// <remarks>The units of work are panels of filters and blocks of channels, over all images: no two threads sum the same weight differently.</remarks>
internal static class WinogradBackwardWeightsText
{
    public static void Write(KernelText text)
    {
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        WinogradBackwardWeights step = (WinogradBackwardWeights)text.Kernel.Kernel.Main;
        TileSchedule tile = (TileSchedule)text.Kernel.Schedule;
        int channels = step.Geometry.Input.Channels, block = KernelPlanner.ChannelBlock(channels, tile), blocks = (channels + block - 1) / block;
        TileText inputs = new(text, step.Input, "inputs", writes: false);
        TileText gradients = new(text, step.Gradient, "gradients", writes: false);
        text.Reference("sums", text.Parameter("Span<float>", "scratch", "Scratch(worker)"));
        text.Reference("outputs", text.Floats(step.Output, writes: true));
        text.Units = UnitCount.Constant((long)PanelLoops.Count(tile.Panels) * blocks);

        w.Line($"nuint rows = (nuint){TileText.Tiles};");
        PanelLoops.WriteUnits(w, tile.Panels, blocks, (panel, _) =>
        {
            w.Line(channels % block == 0
                ? $"nuint start = (nuint)(unit % {blocks}) * {block};"
                : $"nuint start = Math.Min((nuint)(unit % {blocks}) * {block}, {channels - block});");
            Products(w, v, step, panel, tile.Columns, block, inputs, gradients);
            w.Line();
            using (w.Block($"for (nuint c = 0; c < {block}; c++)"))
            {
                // A loop and not a line a vector: the JIT compiler optimizes no method with thousands of variables.
                MapLoops.Vectors(text, panel.Results, (vector, lanes) => Filter(text, step, panel, block, vector, lanes));
            }
        });
    }

    /// <summary>The sums over all tiles: multiplication by multiplication, channel by channel of the block, the lanes of the panel.</summary>
    private static void Products(SourceWriter w, VectorText v, WinogradStep step, Panel panel, int group, int block, TileText inputs, TileText gradients)
    {
        int width = panel.Width;
        using (w.Block($"for (nuint multiplication = 0; multiplication < {step.Algorithm.Multiplies}; multiplication++)"))
        using (w.Block($"for (nuint first = 0; first < {block}; first += {group})"))
        {
            w.Line(block % group == 0 ? "nuint c = first;" : $"nuint c = Math.Min(first, {block - group});");
            ProductText product = new(v, [.. Enumerable.Range(0, group).Select(row => new TileRow(0, row))], panel.Vectors, inputs.Layout.Pitch, gradients.Layout.Pitch);
            product.Declare(w, _ => v.Zero);
            ProductText.DeclareWeight(w, "gradients", $"(multiplication * ({gradients.Distance})) + lane");
            w.Line($"ref float input = {VectorText.Advance("inputs", $"(multiplication * ({inputs.Distance})) + start + c")};");
            product.AccumulateRows(w, "rows");
            for (int row = 0; row < group; row++)
            {
                for (int vector = 0; vector < panel.Vectors; vector++)
                {
                    string at = MapText.Index(("multiplication", block * width), ("c", width), ("1", (row * width) + (vector * v.Lanes)));
                    w.Line(v.Store(ProductText.Sum(row, vector), "sums", at, v.Lanes));
                }
            }
        }
    }

    /// <summary>One vector of filters, one input channel: back from the transformed domain.</summary>
    private static void Filter(KernelText text, WinogradBackwardWeights step, Panel panel, int block, string vector, int lanes)
    {
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        int width = panel.Width, filters = step.Geometry.Filters, channels = step.Geometry.Input.Channels;
        TransformText.Write(
            w,
            (v, text.Helpers),
            step.Algorithm.FilterGradient,
            (row, column) => v.Load("sums", MapText.Index(("c", width), ("1", ((row * step.Algorithm.Tile) + column) * block * width), (vector, 1))),
            (row, column, result) => w.Line(VectorText.StoreFirst(
                result,
                "outputs",
                MapText.Index(("1", (long)((row * step.Algorithm.Taps) + column) * channels * filters), ("start", filters), ("c", filters), ("lane", 1), (vector, 1)),
                lanes)));
    }
}
