namespace Kiln.Report.Drawing;

/// <summary>Where the layers of a network stand: boxes in rows and columns, cut into strips that stand side by side.</summary>
/// <remarks>A strip ends only where a single value passes to the next one, so that one mark at either end joins them.</remarks>
internal sealed class DrawingLayout
{
    /// <summary>Strips are about as many rows as makes so many of them, but neither shorter nor longer than a glance takes in.</summary>
    private const int Strips = 4, FewestRows = 5, MostRows = 18;

    private readonly Dictionary<string, DrawnBox> byLayer = [];

    /// <summary>The layout of a network.</summary>
    /// <param name="network">The network.</param>
    public DrawingLayout(NetworkDescription network)
    {
        HashSet<(int Row, int Column)> taken = [];
        foreach (IReadOnlyList<LayerDescription> layers in Joined(network))
        {
            DrawnBox[] inputs = [.. layers[0].Inputs.Select(input => byLayer[input])];
            int row = inputs.Select(input => input.Row + 1).DefaultIfEmpty(0).Max(), column = inputs.Select(input => input.Column).DefaultIfEmpty(0).Min();

            // A box stays in the column of its first input if that is free, else it takes the next one.
            while (!taken.Add((row, column)))
                column++;

            DrawnBox box = new(layers, row, column);
            foreach (LayerDescription layer in layers)
                byLayer[layer.Name] = box;
        }

        Boxes = [.. byLayer.Values.Distinct().OrderBy(box => box.Row).ThenBy(box => box.Column)];
        Edges = [.. Boxes.SelectMany(box => box.First.Inputs.Distinct().Select(input => (byLayer[input], box)))];
        FirstRows = Cut();
    }

    /// <summary>All boxes, from top to bottom.</summary>
    public IReadOnlyList<DrawnBox> Boxes { get; }

    /// <summary>Which box reads which.</summary>
    public IReadOnlyList<(DrawnBox From, DrawnBox To)> Edges { get; }

    /// <summary>The first row of every strip.</summary>
    public IReadOnlyList<int> FirstRows { get; }

    /// <summary>The boxes of a strip.</summary>
    public IReadOnlyList<DrawnBox> Strip(int strip) => [.. Boxes.Where(box => StripOf(box) == strip)];

    /// <summary>The strip in which a box stands.</summary>
    public int StripOf(DrawnBox box) => FirstRows.Count(first => first <= box.Row) - 1;

    /// <summary>Layers that work on single elements of what one other layer computes for them alone, with that layer.</summary>
    private static IReadOnlyList<IReadOnlyList<LayerDescription>> Joined(NetworkDescription network)
    {
        Dictionary<string, LayerDescription> byName = network.Layers.ToDictionary(layer => layer.Name);
        Dictionary<string, int> readers = network.Layers.SelectMany(layer => layer.Inputs.Distinct()).GroupBy(input => input).ToDictionary(group => group.Key, group => group.Count());
        Dictionary<string, List<LayerDescription>> lists = [];
        List<List<LayerDescription>> all = [];
        foreach (LayerDescription layer in network.Layers)
        {
            if (layer.Inputs.Count == 1 && IsElementwise(layer, byName[layer.Inputs[0]]) && readers[layer.Inputs[0]] == 1)
            {
                lists[layer.Inputs[0]].Add(layer);
                lists[layer.Name] = lists[layer.Inputs[0]];
                continue;
            }

            lists[layer.Name] = [layer];
            all.Add(lists[layer.Name]);
        }

        return all;
    }

    private static bool IsElementwise(LayerDescription layer, LayerDescription input) =>
        layer.Filters == 0 && layer.Window == WindowDescription.None && !layer.IsLoss && layer.OutputShape == input.OutputShape && input.Kind != "input";

    private int[] Cut()
    {
        int rows = Boxes.Max(box => box.Row) + 1;
        int wanted = Math.Clamp((rows + Strips - 1) / Strips, FewestRows, MostRows);
        int strips = (rows + wanted - 1) / wanted;
        wanted = (rows + strips - 1) / strips;
        List<int> first = [0];
        for (int row = 1; row < rows; row++)
        {
            if (row - first[^1] >= wanted && Edges.Where(edge => edge.From.Row < row && edge.To.Row >= row).Select(edge => edge.From).Distinct().Count() == 1)
                first.Add(row);
        }

        return [.. first];
    }
}
