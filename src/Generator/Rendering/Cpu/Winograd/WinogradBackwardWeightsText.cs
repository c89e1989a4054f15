using System;
using System.Linq;
using Kiln.Generator.Lowering;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Planning.Cpu.Fast;
using Kiln.Generator.Planning.Cpu.Schedules;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Gradient by the weights in the transformed domain: for each multiplication the sum over all tiles of input times gradient, then Gᵀ D G.</summary>
/// <remarks>The units of work are multiplications, over all images of the run; several runs add up in their order. No two threads sum the same weight differently. A few tiles at a time go through all sums, so
/// that they come from beyond the first caches once; the sums themselves stay close.</remarks>
internal static class WinogradBackwardWeightsText
{
    /// <summary>Tiles that go through all sums before the next: with the channels of both sides they are in a first-level cache, or nearly.</summary>
    private const int TilesAtOnce = 128;

    public static void WriteProducts(KernelText text)
    {
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        MultiplyTilesByGradients step = (MultiplyTilesByGradients)text.Kernel.Kernel.Main;
        TileSchedule tile = (TileSchedule)text.Kernel.Schedule;
        int channels = step.Geometry.Input.Channels, pitch = MultiplyTilesByGradients.Pitch(step.Geometry), rows = tile.Columns, whole = channels / rows * rows;

        // Of several panels each reads a part of every tile, and no processor guesses where the next part lies.
        bool fetches = tile.PanelCount > 1;
        TileText inputs = new(text, step.Input, "inputs", writes: false);
        TileText gradients = new(text, step.Gradient, "gradients", writes: false);
        string products = text.Floats(step.Output, writes: true);
        text.Reference("sums", products);
        text.Parameter("bool", "isFirst", "FirstImage == 0");
        text.Units = UnitCount.Constant(step.Algorithm.Multiplies);

        w.Line($"nuint tiles = (nuint){TileText.Tiles};");
        w.Line();
        using (w.Block("for (int multiplication = from; multiplication < to; multiplication++)"))
        {
            w.Line("if (isFirst)");
            w.Line($"    {products}.Slice(multiplication * {channels * pitch}, {channels * pitch}).Clear();");
            w.Line();
            w.Line($"ref float sum = {VectorText.Advance("sums", $"(nuint)multiplication * {(Size)(channels * pitch)}")};");
            w.Line($"ref float inputTiles = {VectorText.Advance("inputs", $"(nuint)multiplication * ({inputs.Distance})")};");
            w.Line($"ref float gradientTiles = {VectorText.Advance("gradients", $"(nuint)multiplication * ({gradients.Distance})")};");
            using (w.Block($"for (nuint start = 0; start < tiles; start += {TilesAtOnce})"))
            {
                w.Line($"nuint count = Math.Min({TilesAtOnce}, tiles - start);");
                PanelLoops.Write(w, tile.Panels, (panel, lane) =>
                {
                    if (fetches)
                    {
                        // After this panel's gradients come the next panel's, after the last panel those of the next tiles.
                        string next = MapText.Index(("1", lane + panel.Width)), back = $"{(Size)((long)TilesAtOnce * gradients.Layout.Pitch)} - {MapText.Index(("1", lane))}";
                        w.Line($"nuint nextPanel = {next} < {gradients.Layout.Channels} ? {panel.Width} : {back};");
                    }

                    if (whole > 0)
                    {
                        using (w.Block($"for (nuint c = 0; c < {whole}; c += {rows})"))
                            Products(panel, lane, rows);
                    }

                    if (channels > whole)
                    {
                        using (w.Block())
                        {
                            w.Line($"const nuint c = {whole};");
                            Products(panel, lane, channels - whole);
                        }
                    }
                });
            }
        }

        void Products(Panel panel, Size lane, int count)
        {
            ProductText product = new(v, [.. Enumerable.Range(0, count).Select(row => new TileRow(0, row))], panel.Vectors, inputs.Layout.Pitch, gradients.Layout.Pitch);
            for (int row = 0; row < count; row++)
                for (int vector = 0; vector < panel.Vectors; vector++)
                    w.Line($"{v.Type} {ProductText.Sum(row, vector)} = {v.Load("sum", At(row, vector))};");

            w.Line($"ref float weight = {VectorText.Advance("gradientTiles", MapText.Index(("start", gradients.Layout.Pitch), ("1", lane)))};");
            w.Line($"ref float input = {VectorText.Advance("inputTiles", MapText.Index(("start", inputs.Layout.Pitch), ("c", 1)))};");

            if (fetches)
                w.Line($"nuint ahead = nextPanel + (c / {rows} % {Math.Max(1, panel.Width / ArenaPlan.Alignment)} * {ArenaPlan.Alignment});");

            // Each block of channels fetches one cache line of what the next panel reads of a tile, and the inputs of the next blocks.
            product.AccumulateRows(w, "count", fetches ? [.. VectorText.Prefetch("weight", Size.Variable("ahead"), 1), .. VectorText.Prefetch("input", ArenaPlan.Alignment, 1)] : []);
            for (int row = 0; row < count; row++)
                for (int vector = 0; vector < panel.Vectors; vector++)
                    w.Line(v.Store(ProductText.Sum(row, vector), "sum", At(row, vector), v.Lanes));

            string At(int row, int vector) => MapText.Index(("c", pitch), ("1", lane + (vector * v.Lanes) + ((long)row * pitch)));
        }
    }

    /// <summary>Back from the transformed domain. The units of work are input channels. Where there are sums of chunks, a channel's are first added up in memory of the thread's own.</summary>
    public static void WriteTransform(KernelText text)
    {
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        TransformWeightsGradient step = (TransformWeightsGradient)text.Kernel.Kernel.Main;
        int channels = step.Geometry.Input.Channels, filters = step.Geometry.Filters, pitch = MultiplyTilesByGradients.Pitch(step.Geometry);
        bool hasChunks = step.Input.Extent == Extent.Chunk;
        text.Reference(hasChunks ? "partials" : "sums", text.Floats(step.Input));
        if (hasChunks)
            text.Reference("sums", text.Parameter("Span<float>", "scratch", "Scratch(worker)"));

        text.Reference("outputs", text.Floats(step.Output, writes: true));
        text.Units = UnitCount.Constant(channels);
        if (hasChunks)
            w.Line($"int chunks = BatchChunks.Of({text.Images()});");

        using (w.Block("for (nuint c = (nuint)from; c < (nuint)to; c++)"))
        {
            if (hasChunks)
            {
                w.Line("// The chunks in order, so that the bits depend on nothing else.");
                using (w.Block($"for (nuint multiplication = 0; multiplication < {(Size)step.Algorithm.Multiplies}; multiplication++)"))
                using (w.Block($"for (nuint k = 0; k < {(Size)pitch}; k += {(Size)v.Lanes})"))
                {
                    w.Line($"nuint at = {MapText.Index(("multiplication", (long)channels * pitch), ("c", pitch), ("k", 1))};");
                    w.Line($"{v.Type} sum = {v.Load("partials", "at")};");
                    w.Line("for (int chunk = 1; chunk < chunks; chunk++)");
                    w.Line($"    sum += {v.Load("partials", MapText.Index(("at", 1), ("(nuint)chunk", MemoryPlan.ChunkFloats(step.Input))))};");
                    w.Line(v.Store("sum", "sums", MapText.Index(("multiplication", pitch), ("k", 1)), v.Lanes));
                }

                w.Line();
            }

            // A loop and not a line a vector: the JIT compiler optimizes no method with thousands of variables.
            MapLoops.Vectors(text, filters, (vector, lanes) => TransformText.Write(
                w,
                (v, text.Helpers),
                step.Algorithm.FilterGradient,
                (row, column) => v.Load("sums", Sum((row * step.Algorithm.Tile) + column, vector)),
                (row, column, result) => w.Line(VectorText.StoreFirst(
                    result, "outputs", MapText.Index(("1", (long)((row * step.Algorithm.Taps) + column) * channels * filters), ("c", filters), (vector, 1)), lanes))));
        }

        string Sum(int multiplication, string vector) => hasChunks
            ? MapText.Index(("1", (long)multiplication * pitch), (vector, 1))
            : MapText.Index(("c", pitch), ("1", (long)multiplication * channels * pitch), (vector, 1));
    }
}
