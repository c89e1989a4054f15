using Kiln.Inspection;

namespace Kiln.Report.Sections;

/// <summary>The table of layers.</summary>
/// <param name="Network">The network.</param>
public sealed record LayersSection(NetworkDescription Network) : ReportSection(SectionPlace.Layers, "Layers")
{
    /// <summary>A longer table is folded.</summary>
    private const int MostOpenRows = 40;

    /// <inheritdoc/>
    public override void Write(HtmlWriter html, string id)
    {
        IReadOnlyDictionary<string, ReceptiveField> fields = ReceptiveField.Of(Network);
        html.Write("p", $"{NetworkSize.Of(Network)}.");
        using (html.In("details", ("id", $"{id}-details"), ("open", Network.Layers.Count <= MostOpenRows ? "open" : null)))
        {
            html.Write("summary", Number.Of(Network.Layers.Count, "layer"));
            HtmlTable.Write(
                html,
                $"{id}-frame",
                "A row for each layer. Multiply-adds are those of an image; the receptive field is what one output sees of the input, in pixels, and the step from one output to the next.",
                ["layer", "kind", "reads", "window", "stride", "pad", "#output", "#parameters", "#multiply-adds", "#receptive field", "#its step"],
                Network.Layers.Select(layer => Row(layer, fields[layer.Name])));
        }
    }

    private IReadOnlyList<string> Row(LayerDescription layer, ReceptiveField field)
    {
        WindowDescription window = ReceptiveField.On(Network, layer);
        bool slides = window != WindowDescription.None || layer.Filters > 0;
        long parameters = Network.Parameters.Where(array => array.Layer == layer.Name).Sum(array => (long)array.Length), multiplyAdds = NetworkSize.MultiplyAddsOf(Network, layer);
        string dilation = (window.DilationY, window.DilationX) == (1, 1) ? "" : $", dilated {Both(window.DilationY, window.DilationX)}";
        return
        [
            layer.Name, layer.Kind, string.Join(", ", layer.Inputs),
            slides ? $"{window.Height}×{window.Width}{(layer.Filters > 0 ? $"×{layer.FilterDepth}, {layer.Filters} of them" : "")}{dilation}" : "",
            slides ? Both(window.StrideY, window.StrideX) : "",
            slides ? Pads(window) : "",
            layer.IsLoss ? "1" : layer.OutputShape.ToString(),
            parameters == 0 ? "" : Number.Whole(parameters),
            multiplyAdds == 0 ? "" : Number.Whole(multiplyAdds),
            Both(field.Size.Rows, field.Size.Columns),
            Both(field.Stride.Rows, field.Stride.Columns),
        ];
    }

    private static string Pads(WindowDescription window)
    {
        int[] pads = [window.PadTop, window.PadBottom, window.PadLeft, window.PadRight];
        return Array.TrueForAll(pads, pad => pad == pads[0]) ? Number.Whole(pads[0]) : string.Join(", ", pads);
    }

    private static string Both(double rows, double columns) => rows == columns ? Number.Plain(rows) : $"{Number.Plain(rows)}×{Number.Plain(columns)}";
}
