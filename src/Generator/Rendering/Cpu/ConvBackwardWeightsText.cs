using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Schedules;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Gradient by the weights of a convolution: the sum over all positions of all images of input window times output gradient.</summary>
/// <remarks>The units of work are groups of weights, over all images: no two threads sum the same weight differently, and there is nothing to
/// add up behind the threads.</remarks>
internal static class ConvBackwardWeightsText
{
    public static void Write(KernelText text)
    {
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        ConvBackwardWeights conv = (ConvBackwardWeights)text.Kernel.Kernel.Main;
        TileSchedule tile = (TileSchedule)text.Kernel.Schedule;
        Window filter = conv.Layer.Extent;
        int filters = conv.Layer.Filters, filterRow = filter.Width * conv.Input.Shape.Channels, group = tile.Columns;
        int groups = (filterRow + group - 1) / group;

        MapText input = text.Read(Value.Activation(conv.Input));
        MapText gradient = text.Read(Value.Gradient(conv.Node));
        text.Parameter("int", "images", "images");
        text.Units = ((Size)(filter.Height * groups)).ToString();
        text.Reference("inputs", input);
        text.Reference("gradients", gradient);
        text.Reference("outputs", text.Parameter("Span<float>", "sums", $"{conv.Node.Name}_WeightsGradient"));
        w.Line();
        using (w.Block("for (int unit = from; unit < to; unit++)"))
        {
            w.Line($"nuint row = (nuint)(unit / {groups});");
            w.Line(filterRow % group == 0
                ? $"nuint first = (nuint)(unit % {groups} * {group});"
                : $"nuint first = (nuint)Math.Min(unit % {groups} * {group}, {filterRow - group});");
            PanelLoops.Write(w, tile.Panels, (panel, lane) =>
            {
                ProductText product = new(
                    v,
                    [.. Enumerable.Range(0, group).Select(weight => new TileRow(0, weight))],
                    panel.Vectors,
                    filter.StrideX * conv.Input.Shape.Channels,
                    filters);
                product.Declare(w, _ => v.Zero);
                ProductText.DeclareWeight(w, "gradients", lane.ToString());
                using (w.Block("for (nuint n = 0; n < (nuint)images; n++)"))
                {
                    w.Line($"nuint at = {MapText.Index(("1", input.Origin(filter.PadTop, filter.PadLeft)), ("n", input.Image), ("row", input.Row), ("first", 1))};");
                    product.Accumulate(w, "inputs", "at", (conv.Node.Shape.Height, input.Row * filter.StrideY), conv.Node.Shape.Width);
                }

                w.Line();
                for (int weight = 0; weight < group; weight++)
                {
                    for (int vector = 0; vector < panel.Vectors; vector++)
                    {
                        string at = MapText.Index(("row", (long)filterRow * filters), ("first", filters), ("1", ((Size)weight * filters) + lane + (vector * v.Lanes)));
                        w.Line(v.Store(ProductText.Sum(weight, vector), "outputs", at, panel.LanesOf(vector)));
                    }
                }
            });
        }
    }
}
