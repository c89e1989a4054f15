using System.Globalization;

namespace Kiln.Checkpoints;

/// <summary>The section that says whose parameters a file holds.</summary>
internal static class NetworkSection
{
    public static void Write(CheckpointWriter writer, NetworkDescription network)
    {
        writer.Begin(CheckpointFormat.Network);
        writer.Write(network.Name);
        writer.Write(network.Layers.Count);
        foreach (LayerDescription layer in network.Layers)
            Write(writer, layer);
        writer.End();
    }

    public static (string Name, IReadOnlyList<LayerDescription> Layers) Read(CheckpointReader file)
    {
        SectionReader section = file.Open(CheckpointFormat.Network);
        string name = section.Text();
        LayerDescription[] layers = new LayerDescription[section.Count("the list of layers", 4)];
        for (int i = 0; i < layers.Length; i++)
            layers[i] = ReadLayer(ref section, file.Version);
        section.End();
        return (name, layers);
    }

    /// <summary>Compares what the layers compute, not the names of the classes nor how they were compiled: a class may be renamed, and
    /// fused and unfused networks share their weights. Rows and columns of maps are no part of it: weights serve images of other sizes, as far as their own extents fit. A file of weights
    /// from another program says that there is a function and not which: it came beside the declaration.</summary>
    /// <exception cref="CheckpointException">A layer differs.</exception>
    public static void Verify(string file, string savedName, IReadOnlyList<LayerDescription> saved, NetworkDescription expected)
    {
        for (int i = 0; i < Math.Max(saved.Count, expected.Layers.Count); i++)
        {
            LayerDescription? given = i < saved.Count ? saved[i] : null;
            LayerDescription? needed = i < expected.Layers.Count ? expected.Layers[i] : null;
            if (given is null || needed is null || !AreSame(given, needed))
            {
                throw new CheckpointException(
                    file, $"holds another network's parameters: layer {i} of {savedName} is {Show(given)}, but {Show(needed)} of {expected.Name} was expected");
            }

            if (FirstDifference(given, needed) is { } option)
            {
                throw new CheckpointException(
                    file,
                    $"holds another network's parameters: {option} of {given.Name} ({given.Kind}) of {savedName} is {Show(given, option)}, but {Show(needed, option)} of {expected.Name} was expected");
            }
        }
    }

    private static void Write(CheckpointWriter writer, LayerDescription layer)
    {
        writer.Write(layer.Name);
        writer.Write(layer.Kind);
        writer.Write(layer.Inputs.Count);
        foreach (string input in layer.Inputs)
            writer.Write(input);

        WindowDescription window = layer.Window;
        ReadOnlySpan<int> numbers =
        [
            layer.OutputShape.Height, layer.OutputShape.Width, layer.OutputShape.Channels,
            window.Height, window.Width, window.StrideY, window.StrideX,
            window.PadTop, window.PadBottom, window.PadLeft, window.PadRight,
            layer.FilterDepth, layer.Filters, window.DilationY, window.DilationX,
        ];
        foreach (int number in numbers)
            writer.Write(number);

        writer.Write(layer.Options.Count);
        foreach (LayerOption option in layer.Options)
        {
            writer.Write(option.Name);
            writer.Write(option.Value);
        }

        writer.Write(layer.ParametersOf);
        writer.Write(layer.Formula ?? "");
    }

    private static LayerDescription ReadLayer(ref SectionReader section, int version)
    {
        string name = section.Text();
        string kind = section.Text();
        string[] inputs = new string[section.Count("the list of a layer's inputs", 4)];
        for (int i = 0; i < inputs.Length; i++)
            inputs[i] = section.Text();

        Shape output = new(section.Int32(), section.Int32(), section.Int32());
        WindowDescription window = new(
            section.Int32(), section.Int32(), section.Int32(), section.Int32(),
            section.Int32(), section.Int32(), section.Int32(), section.Int32());
        (int depth, int filters) = (section.Int32(), section.Int32());
        if (version == 1)
            return new LayerDescription(name, kind, inputs, output, window, VersionOne.OptionsOf(kind), depth, filters, ForwardKernel: "", Stored: false);

        window = window with { DilationY = section.Int32(), DilationX = section.Int32() };
        LayerOption[] options = new LayerOption[section.Count("the list of a layer's options", 12)];
        for (int i = 0; i < options.Length; i++)
            options[i] = new LayerOption(section.Text(), section.Double());
        LayerDescription layer = new(name, kind, inputs, output, window, options, depth, filters, ForwardKernel: "", Stored: false);
        if (version == 2)
            return layer;

        (string owner, string formula) = (section.Text(), section.Text());
        return layer with { WeightsOf = owner == name ? null : owner, Formula = formula.Length == 0 ? null : formula };
    }

    private static bool AreSame(LayerDescription a, LayerDescription b) =>
        a.Name == b.Name && a.Kind == b.Kind && a.Inputs.SequenceEqual(b.Inputs) && a.OutputShape.Channels == b.OutputShape.Channels && a.Window == b.Window
        && a.FilterDepth == b.FilterDepth && a.Filters == b.Filters && a.WeightsOf == b.WeightsOf && (a.Formula is null || a.Formula == b.Formula);

    /// <summary>The first option whose values differ, or that one of two layers of one kind does not have.</summary>
    private static string? FirstDifference(LayerDescription a, LayerDescription b)
    {
        foreach (LayerOption option in a.Options.Concat(b.Options))
        {
            if (a.Given(option.Name) is not { } given || b.Given(option.Name) is not { } needed || !given.Equals(needed))
                return option.Name;
        }

        return null;
    }

    private static string Show(LayerDescription layer, string option) => layer.Given(option)?.ToString(CultureInfo.InvariantCulture) ?? "none";

    private static string Show(LayerDescription? layer)
    {
        if (layer is null)
            return "missing";

        WindowDescription window = layer.Window;
        string parts = $"{layer.Name} ({layer.Kind} {layer.OutputShape}";
        if (layer.Inputs.Count != 0)
            parts += $" from {string.Join(", ", layer.Inputs)}";
        if (window != WindowDescription.None)
        {
            parts += $", window {window.Height}×{window.Width}, stride {window.StrideY}×{window.StrideX}"
                + $", pad {window.PadTop} {window.PadBottom} {window.PadLeft} {window.PadRight}";
            if (window is not { DilationY: 1, DilationX: 1 })
                parts += $", dilation {window.DilationY}×{window.DilationX}";
        }

        if (layer.Filters != 0)
            parts += $", {layer.Filters} filters of depth {layer.FilterDepth}";
        if (layer.Formula is not null)
            parts += $", {layer.Formula}";
        return parts + (layer.WeightsOf is null ? ")" : $", weights of {layer.WeightsOf})");
    }
}
