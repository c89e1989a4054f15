using System.Globalization;
using System.Security;
using System.Text;

namespace Kiln.Inspection;

/// <summary>The graph of a network as text that other programs draw, and as a picture.</summary>
public static class GraphDrawing
{
    private const int BoxWidth = 172, BoxHeight = 40, ColumnWidth = 212, RowHeight = 66, Margin = 20;

    /// <summary>A flowchart in the language of Mermaid, which many readers of Markdown draw: a box a layer with its sizes, an arrow an edge.</summary>
    /// <param name="network">The network.</param>
    public static string Mermaid(NetworkDescription network)
    {
        ArgumentNullException.ThrowIfNull(network);
        Dictionary<string, int> numbers = Numbers(network);
        StringBuilder text = new("flowchart TD\n");
        foreach (LayerDescription layer in network.Layers)
            text.Append(CultureInfo.InvariantCulture, $"    n{numbers[layer.Name]}[\"{layer.Name}: {Words(network, layer)}<br/>{layer.OutputShape}\"]\n");

        foreach ((LayerDescription from, LayerDescription to) in Edges(network))
            text.Append(CultureInfo.InvariantCulture, $"    n{numbers[from.Name]} --> n{numbers[to.Name]}\n");

        return text.ToString();
    }

    /// <summary>A picture as SVG: layers from top to bottom, each as far down as the longest way to it, what is computed beside one another side by side.</summary>
    /// <param name="network">The network.</param>
    public static string Svg(NetworkDescription network)
    {
        ArgumentNullException.ThrowIfNull(network);
        Dictionary<string, (int Row, int Column)> places = Places(network);
        int width = (2 * Margin) + (ColumnWidth * (places.Values.Max(place => place.Column) + 1)), height = (2 * Margin) + (RowHeight * (places.Values.Max(place => place.Row) + 1));
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" font-size=\"12\">\n");
        text.Append(CultureInfo.InvariantCulture, $"<rect width=\"{width}\" height=\"{height}\" fill=\"white\"/>\n");
        foreach ((LayerDescription from, LayerDescription to) in Edges(network))
            text.Append(CultureInfo.InvariantCulture, $"<path d=\"{Curve(places[from.Name], places[to.Name])}\" fill=\"none\" stroke=\"#667\" stroke-width=\"1.5\"/>\n");

        foreach (LayerDescription layer in network.Layers)
        {
            (int x, int y) = Corner(places[layer.Name]);
            text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x}\" y=\"{y}\" width=\"{BoxWidth}\" height=\"{BoxHeight}\" rx=\"5\" fill=\"{Fill(layer)}\" stroke=\"#445\"/>\n");
            Line($"{layer.Name}: {Words(network, layer)}", y + 17, "font-weight=\"bold\"");
            Line(layer.OutputShape.ToString(), y + 32, "fill=\"#334\"");

            void Line(string words, int baseline, string style) => text.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{x + (BoxWidth / 2)}\" y=\"{baseline}\" text-anchor=\"middle\" {style}{Squeezed(words)}>{SecurityElement.Escape(words)}</text>\n");
        }

        return text.Append("</svg>\n").ToString();
    }

    /// <summary>What the box says of a layer beside its name: <c>conv 5×5×20 /2</c>.</summary>
    internal static string Words(NetworkDescription network, LayerDescription layer)
    {
        if (layer.Window == WindowDescription.None && layer.Filters == 0)
            return layer.Kind;

        WindowDescription window = ReceptiveField.On(network, layer);
        string filters = layer.Filters > 0 ? string.Create(CultureInfo.InvariantCulture, $"×{layer.Filters}") : "";
        string stride = (window.StrideY, window.StrideX) switch
        {
            (1, 1) => "",
            var (down, along) when down == along => string.Create(CultureInfo.InvariantCulture, $" /{down}"),
            var (down, along) => string.Create(CultureInfo.InvariantCulture, $" /{down}×{along}"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{layer.Kind} {window.Height}×{window.Width}{filters}{stride}");
    }

    /// <summary>A text that would not fit its box is set smaller: a bold letter of the usual size takes up to 8 pixels.</summary>
    private static string Squeezed(string words) =>
        words.Length * 8 <= BoxWidth ? "" : string.Create(CultureInfo.InvariantCulture, $" font-size=\"{12.0 * BoxWidth / (8 * words.Length):F1}\"");

    private static string Fill(LayerDescription layer) => layer switch
    {
        { Filters: > 0 } => "#cfe2ff",
        { Kind: "input" } => "#ffffff",
        { Inputs.Count: > 1 } => "#ffe0b8",
        { Kind: var kind } when kind.EndsWith("pool", StringComparison.Ordinal) => "#d4f0d4",
        { IsLoss: true } => "#f8d0d0",
        _ => "#eeeeee",
    };

    private static (int X, int Y) Corner((int Row, int Column) place) =>
        (Margin + (place.Column * ColumnWidth) + ((ColumnWidth - BoxWidth) / 2), Margin + (place.Row * RowHeight) + ((RowHeight - BoxHeight) / 2));

    /// <summary>From the bottom of a box to the top of another; beside the column where boxes may stand between them.</summary>
    private static string Curve((int Row, int Column) from, (int Row, int Column) to)
    {
        (int x, int y) = Corner(from);
        (int endX, int endY) = Corner(to);
        (x, y, endX) = (x + (BoxWidth / 2), y + BoxHeight, endX + (BoxWidth / 2));
        if (to.Row - from.Row == 1)
            return string.Create(CultureInfo.InvariantCulture, $"M {x} {y} C {x} {y + 14} {endX} {endY - 14} {endX} {endY}");

        int side = x + ((from.Column > to.Column ? -1 : 1) * ((BoxWidth / 2) + 12));
        return string.Create(CultureInfo.InvariantCulture, $"M {x} {y} C {x} {y + 12} {side} {y + 4} {side} {y + 22} L {side} {endY - 22} C {side} {endY - 4} {endX} {endY - 12} {endX} {endY}");
    }

    /// <summary>A layer stays in the column of its first input if that is free at its row, else it takes the next one.</summary>
    private static Dictionary<string, (int Row, int Column)> Places(NetworkDescription network)
    {
        Dictionary<string, (int Row, int Column)> places = [];
        HashSet<(int Row, int Column)> taken = [];
        foreach (LayerDescription layer in network.Layers)
        {
            int row = layer.Inputs.Select(input => places[input].Row + 1).DefaultIfEmpty(0).Max();
            int column = layer.Inputs.Select(input => places[input].Column).DefaultIfEmpty(0).Min();
            while (!taken.Add((row, column)))
                column++;

            places[layer.Name] = (row, column);
        }

        return places;
    }

    private static Dictionary<string, int> Numbers(NetworkDescription network) =>
        network.Layers.Index().ToDictionary(layer => layer.Item.Name, layer => layer.Index);

    private static IEnumerable<(LayerDescription From, LayerDescription To)> Edges(NetworkDescription network)
    {
        Dictionary<string, LayerDescription> byName = network.Layers.ToDictionary(layer => layer.Name);
        return network.Layers.SelectMany(layer => layer.Inputs.Distinct().Select(input => (byName[input], layer)));
    }
}
