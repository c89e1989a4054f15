namespace Kiln.Inspection;

/// <summary>What part of the image one output of a layer sees, per side (rows, then columns).</summary>
/// <param name="Size">Pixels.</param>
/// <param name="Offset">The centre of the first output's field; the first pixel is 1, as in MatConvNet.</param>
/// <param name="Stride">Pixels from one output to the next.</param>
public readonly record struct ReceptiveField(Pair Size, Pair Offset, Pair Stride)
{
    /// <summary>One pixel of the image itself.</summary>
    public static ReceptiveField Pixel { get; } = new(new Pair(1, 1), new Pair(1, 1), new Pair(1, 1));

    /// <summary>The fields of all layers by name. A layer with several inputs sees what the one with the widest field sees.</summary>
    /// <param name="network">The network.</param>
    public static IReadOnlyDictionary<string, ReceptiveField> Of(NetworkDescription network)
    {
        Dictionary<string, ReceptiveField> fields = [];
        foreach (LayerDescription layer in network.Layers)
        {
            ReceptiveField input = layer.Inputs.Select(name => fields[name]).DefaultIfEmpty(Pixel).MaxBy(field => field.Size.Columns);
            fields.Add(layer.Name, layer.Kind == "convtranspose" ? input.ThroughTransposed(layer.Window) : input.Through(On(network, layer)));
        }

        return fields;
    }

    /// <summary>The window of a layer; of one that takes the whole map, with the extents of the map.</summary>
    public static WindowDescription On(NetworkDescription network, LayerDescription layer)
    {
        if (!layer.Window.IsWholeMap)
            return layer.Window;

        Shape map = network.Layers.First(other => other.Name == layer.Inputs[0]).OutputShape;
        return layer.Window with { Height = map.Height, Width = map.Width };
    }

    private ReceptiveField Through(WindowDescription window)
    {
        Pair reach = new((window.Height - 1) * window.DilationY, (window.Width - 1) * window.DilationX);
        Pair pad = new(window.PadTop, window.PadLeft);
        return new ReceptiveField(
            Size + (Stride * reach),
            Offset + (Stride * ((reach * new Pair(0.5, 0.5)) - pad)),
            Stride * new Pair(window.StrideY, window.StrideX));
    }

    /// <summary>One output of a transposed convolution sees as many inputs as windows reach it, and steps from one output to the next are parts of an input's.</summary>
    private ReceptiveField ThroughTransposed(WindowDescription window)
    {
        Pair share = new(1.0 / window.StrideY, 1.0 / window.StrideX), reach = new(window.Height - 1, window.Width - 1), crop = new(window.PadTop, window.PadLeft);
        return new ReceptiveField(Size + (Stride * (reach * share)), Offset + (Stride * ((crop - (reach * new Pair(0.5, 0.5))) * share)), Stride * share);
    }
}

/// <summary>A number for the rows and one for the columns.</summary>
/// <param name="Rows">Down.</param>
/// <param name="Columns">Along.</param>
public readonly record struct Pair(double Rows, double Columns)
{
    /// <summary>Rows to rows, columns to columns.</summary>
    public static Pair operator +(Pair a, Pair b) => new(a.Rows + b.Rows, a.Columns + b.Columns);

    /// <summary>Rows from rows, columns from columns.</summary>
    public static Pair operator -(Pair a, Pair b) => new(a.Rows - b.Rows, a.Columns - b.Columns);

    /// <summary>Rows times rows, columns times columns.</summary>
    public static Pair operator *(Pair a, Pair b) => new(a.Rows * b.Rows, a.Columns * b.Columns);
}
