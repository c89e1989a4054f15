using System.Globalization;

namespace Kiln.Inspection;

/// <summary>The table of MatConvNet's vl_simplenn_display: a column a layer, the input first.</summary>
public sealed class LayerTable
{
    private const int MostColumns = 18;
    private const string NotApplicable = "n/a";

    private readonly NetworkDescription network;
    private readonly int batch;
    private readonly IReadOnlyDictionary<string, ReceptiveField> fields;

    /// <summary>The table of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batch">Images for which the memory is counted.</param>
    public LayerTable(NetworkDescription network, int batch)
    {
        this.network = network;
        this.batch = batch;
        fields = ReceptiveField.Of(network);
    }

    /// <summary>The names of the rows and a cell a layer; a name of <see cref="TextTable.Line"/> is a line.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows =>
    [
        Row("layer", (_, index) => Number(index)),
        Row("type", (layer, _) => Type(layer)),
        Row("name", (layer, index) => index == 0 ? NotApplicable : layer.Name),
        Row(TextTable.Line, (_, _) => TextTable.Line),
        Row("support", UnlessInput(layer => Quantity.Dimensions(ReceptiveField.On(network, layer).Height, ReceptiveField.On(network, layer).Width))),
        Row("filt dim", (layer, _) => layer.Filters > 0 ? Number(layer.FilterDepth) : NotApplicable),
        Row("filt dilat", (layer, _) => layer.Filters > 0 ? Quantity.Dimensions(layer.Window.DilationY, layer.Window.DilationX) : NotApplicable),
        Row("num filts", (layer, _) => layer.Filters > 0 ? Number(layer.Filters) : NotApplicable),
        Row("stride", UnlessInput(layer => Quantity.Dimensions(layer.Window.StrideY, layer.Window.StrideX))),
        Row("pad", UnlessInput(layer => Quantity.Dimensions(layer.Window.PadTop, layer.Window.PadBottom, layer.Window.PadLeft, layer.Window.PadRight))),
        Row(TextTable.Line, (_, _) => TextTable.Line),
        Row("rf size", UnlessInput(layer => Field(layer, seen => seen.Size))),
        Row("rf offset", UnlessInput(layer => Field(layer, seen => seen.Offset))),
        Row("rf stride", UnlessInput(layer => Field(layer, seen => seen.Stride))),
        Row(TextTable.Line, (_, _) => TextTable.Line),
        Row("data size", (layer, _) => Quantity.Dimensions(layer.OutputShape.Height, layer.OutputShape.Width)),
        Row("data depth", (layer, _) => Number(layer.IsLoss ? 1 : layer.OutputShape.Channels)),
        Row("data num", (layer, _) => Number(layer.IsLoss ? 1 : batch)),
        Row(TextTable.Line, (_, _) => TextTable.Line),
        Row("data mem", (layer, _) => Quantity.Memory(DataBytes(layer))),
        Row("param mem", UnlessInput(layer => Quantity.Memory(ParameterBytes(layer)))),
    ];

    /// <summary>The table and the two lines of totals, wrapped to at most 18 layers a block.</summary>
    public override string ToString()
    {
        IReadOnlyList<IReadOnlyList<string>> rows = Rows;
        string text = "";
        for (int first = 1; first < rows[0].Count; first += MostColumns)
            text += TextTable.Format([.. rows.Select(row => (IReadOnlyList<string>)[row[0], .. row.Skip(first).Take(MostColumns)])]) + "\n";

        double parameters = network.ParameterCount;
        return text + TextTable.Format(
        [
            ["parameter memory", $"{Quantity.Memory(4 * parameters)} ({Quantity.General(parameters, 2)} parameters)"],
            ["data memory", $"{Quantity.Memory(network.Layers.Sum(DataBytes))} (for batch size {Number(batch)})"],
        ]);
    }

    /// <summary>The names MatConvNet gives the kinds.</summary>
    private static string Type(LayerDescription layer) => layer.Kind switch
    {
        "maxpool" => "mpool",
        "softmaxloss" => "softmxl",
        _ => layer.Kind,
    };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private Func<LayerDescription, int, string> UnlessInput(Func<LayerDescription, string> cell) =>
        (layer, index) => index < network.InputCount ? NotApplicable : cell(layer);

    private IReadOnlyList<string> Row(string name, Func<LayerDescription, int, string> cell) => [name, .. network.Layers.Select(cell)];

    private string Field(LayerDescription layer, Func<ReceptiveField, Pair> part)
    {
        Pair value = part(fields[layer.Name]);
        return Quantity.Dimensions(value.Rows, value.Columns);
    }

    /// <summary>A loss counts as one number, whatever the size of the score map and the batch.</summary>
    private double DataBytes(LayerDescription layer) =>
        layer.IsLoss ? 4.0 * layer.OutputShape.Height * layer.OutputShape.Width : 4.0 * layer.OutputShape.Count * batch;

    private double ParameterBytes(LayerDescription layer) =>
        4.0 * network.Parameters.Where(array => array.Name.StartsWith(layer.Name + ".", StringComparison.Ordinal)).Sum(array => (double)array.Length);
}
