using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering.Fast;
using Kiln.Generator.Planning;
using Kiln.Generator.Planning.Schedules;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>G g Gᵀ of every filter and input channel, stored in the order in which products read it.</summary>
internal static class TransformFilterText
{
    /// <summary>The units of work are input channels; lanes run over filters.</summary>
    public static void WriteForward(SourceWriter w, PackedWeights packed)
    {
        Winograd algorithm = packed.Algorithm!;
        int channels = packed.Node.InputShape.Channels, block = packed.Floats / algorithm.Multiplies;
        w.Line(VectorText.Reference("float", "source", "weights"));
        w.Line(VectorText.Reference("float", "target", "packed"));
        using (w.Block("for (nuint c = (nuint)from; c < (nuint)to; c++)"))
        {
            PanelLoops.Write(w, packed.Panels, (panel, lane) =>
            {
                for (int vector = 0; vector < panel.Vectors; vector++)
                {
                    using (w.Block())
                    {
                        int width = panel.Vectors * VectorText.Lanes, lanes = PanelLoops.Lanes(panel, vector), offset = vector * VectorText.Lanes;
                        Transform(w, packed, (lane + offset).ToString(), lanes, (multiplication, result) => w.Line(VectorText.Store(
                            result, "target", MapText.Index(("1", lane * channels), ("c", width), ("1", ((long)multiplication * block) + offset)), VectorText.Lanes)));
                    }
                }
            });
        }
    }

    /// <summary>The units of work are vectors of input channels; blocks of eight channels by eight filters are transformed, then transposed.</summary>
    public static void WriteInput(SourceWriter w, PackedWeights packed)
    {
        Winograd algorithm = packed.Algorithm!;
        int channels = packed.Node.InputShape.Channels, filters = ((Conv)packed.Node.Layer).Filters, block = packed.Floats / algorithm.Multiplies;
        (int Start, int Width)[] places = [.. Places(packed.Panels, filters)];
        w.Line("// Where each vector of channels starts, and how far its panel's next filter is.");
        w.Line($"ReadOnlySpan<int> starts = [{string.Join(", ", places.Select(place => place.Start))}];");
        w.Line($"ReadOnlySpan<int> widths = [{string.Join(", ", places.Select(place => place.Width))}];");
        w.Line($"Span<float> tile = stackalloc float[{algorithm.Multiplies * 64}];");
        w.Line(VectorText.Reference("float", "source", "weights"));
        w.Line(VectorText.Reference("float", "transformed", "tile"));
        using (w.Block("for (int unit = from; unit < to; unit++)"))
        {
            w.Line($"int inputs = Math.Min(8, {channels} - (unit * 8)), start = starts[unit], width = widths[unit];");
            using (w.Block($"for (int k = 0; k < {filters}; k += 8)"))
            {
                using (w.Block("for (int input = 0; input < inputs; input++)"))
                {
                    w.Line("nuint c = (nuint)((unit * 8) + input);");
                    Transform(w, packed, "(nuint)k", VectorText.Lanes, (multiplication, result) =>
                        w.Line(VectorText.Store(result, "transformed", FormattableString.Invariant($"(nuint)({multiplication * 64} + (input * 8))"), VectorText.Lanes)));
                }

                w.Line();
                w.Line($"int count = Math.Min(8, {filters} - k);");
                using (w.Block($"for (int multiplication = 0; multiplication < {algorithm.Multiplies}; multiplication++)"))
                using (w.Block("for (int filter = 0; filter < count; filter++)"))
                using (w.Block("for (int input = 0; input < inputs; input++)"))
                    w.Line($"packed[(multiplication * {block}) + start + ((k + filter) * width) + input] = tile[(multiplication * 64) + (input * 8) + filter];");
            }
        }
    }

    private static void Transform(SourceWriter w, PackedWeights packed, string filter, int lanes, Action<int, string> store)
    {
        Winograd algorithm = packed.Algorithm!;
        int channels = packed.Node.InputShape.Channels, filters = ((Conv)packed.Node.Layer).Filters;
        TransformText.Write(
            w,
            algorithm.Filter,
            (row, column) => VectorText.First(
                VectorText.Load("source", MapText.Index(("1", ((row * algorithm.Taps) + column) * channels * filters), ("c", filters), (filter, 1))), lanes),
            (row, column, result) => store((row * algorithm.Tile) + column, result));
    }

    private static IEnumerable<(int Start, int Width)> Places(IReadOnlyList<Panel> panels, int filters) =>
        from panel in panels
        from index in Enumerable.Range(0, panel.Count)
        from vector in Enumerable.Range(0, panel.Vectors)
        let lane = (panel.First + (index * panel.Vectors)) * VectorText.Lanes
        select ((lane * filters) + (vector * VectorText.Lanes), panel.Vectors * VectorText.Lanes);
}
