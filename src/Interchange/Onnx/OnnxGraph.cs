using System.Runtime.InteropServices;
using Kiln.Interchange.Protobuf;

namespace Kiln.Interchange.Onnx;

/// <summary>A graph that grows: nodes, initializers, and in which form each layer's value is at hand.</summary>
/// <param name="network">The layers.</param>
/// <param name="parameters">The weights.</param>
/// <param name="batch">Images of a call; null for any number.</param>
internal sealed class OnnxGraph(OnnxNetwork network, ParameterSet parameters, int? batch)
{
    private readonly List<ProtobufMessage> nodes = [];
    private readonly Dictionary<string, ProtobufMessage> initializers = [];
    private readonly Dictionary<string, string> maps = network.Inputs.Where(input => !IsPixel(input)).ToDictionary(input => input.Name, input => input.Name);
    private readonly Dictionary<string, string> rows = network.Inputs.Where(IsPixel).ToDictionary(input => input.Name, input => input.Name);

    /// <summary>The layers.</summary>
    public OnnxNetwork Network => network;

    /// <summary>Whether a layer's value is at hand as N × channels.</summary>
    public bool HasRow(LayerDescription layer) => rows.ContainsKey(network.Source(layer).Name);

    /// <summary>The value of a layer as N × channels × rows × columns.</summary>
    public string Map(LayerDescription layer)
    {
        LayerDescription source = network.Source(layer);
        if (!maps.TryGetValue(source.Name, out string? map))
        {
            maps[source.Name] = map = source.Name + ".Map";
            Node("Unsqueeze", [rows[source.Name], Integers("Pixel.Axes", [2], 2, 3)], map);
        }

        return map;
    }

    /// <summary>The value of a layer as N × numbers: its channels, of more than one pixel channel by channel.</summary>
    public string Row(LayerDescription layer)
    {
        LayerDescription source = network.Source(layer);
        if (!rows.TryGetValue(source.Name, out string? row))
        {
            rows[source.Name] = row = source.Name + ".Row";
            Node("Flatten", [maps[source.Name]], row, OnnxAttribute.Int("axis", 1));
        }

        return row;
    }

    /// <summary>Adds the node that makes a layer's value as N × channels × rows × columns.</summary>
    public void AddMap(LayerDescription layer, string operation, string[] inputs, params ProtobufMessage[] attributes)
    {
        // An output of one pixel is a row, which has the layer's name.
        bool becomesRow = IsPixel(layer) && network.Outputs.Contains(layer);
        Node(operation, inputs, maps[layer.Name] = becomesRow ? layer.Name + ".Map" : layer.Name, attributes);
        if (becomesRow)
            Node("Flatten", [maps[layer.Name]], rows[layer.Name] = layer.Name, OnnxAttribute.Int("axis", 1));
    }

    /// <summary>Adds the node that makes a layer's value as N × channels; it has one pixel.</summary>
    public void AddRow(LayerDescription layer, string operation, string[] inputs, params ProtobufMessage[] attributes) => Node(operation, inputs, rows[layer.Name] = layer.Name, attributes);

    /// <summary>Goes on as if a layer that cannot be said had a value, so that those after it are looked at too.</summary>
    public void Assume(LayerDescription layer) => maps[layer.Name] = layer.Name;

    /// <summary>Adds a node, which is named after what it makes.</summary>
    public void Node(string operation, string[] inputs, string output, params ProtobufMessage[] attributes)
    {
        ProtobufMessage node = new();
        foreach (string input in inputs)
            node.Text(OnnxFields.Node.Input, input);

        node.Text(OnnxFields.Node.Output, output).Text(OnnxFields.Node.Name, output).Text(OnnxFields.Node.OpType, operation);
        foreach (ProtobufMessage attribute in attributes)
            node.Message(OnnxFields.Node.Attribute, attribute);

        nodes.Add(node);
    }

    /// <summary>An array of parameters as an initializer of its own name, written once however many layers have it.</summary>
    /// <param name="name">The array's name.</param>
    /// <param name="dimensions">Its extents there.</param>
    public string Array(string name, params ReadOnlySpan<long> dimensions)
    {
        if (!initializers.ContainsKey(name))
            Tensor(name, OnnxElement.Float, dimensions, MemoryMarshal.AsBytes(parameters[name].Values).ToArray());

        return name;
    }

    /// <summary>Filters as an initializer: what is innermost here is outermost there.</summary>
    /// <param name="name">The array's name.</param>
    /// <param name="channels">The extent of its last axis but one.</param>
    /// <param name="filters">The extent of its last axis.</param>
    /// <param name="dimensions">Its extents there.</param>
    public string Filters(string name, int channels, int filters, params ReadOnlySpan<long> dimensions)
    {
        if (!initializers.ContainsKey(name))
        {
            ReadOnlySpan<float> values = parameters[name].Values;
            byte[] bytes = new byte[values.Length * sizeof(float)];
            FilterOrder.ToOutermost(values, MemoryMarshal.Cast<byte, float>(bytes.AsSpan()), channels, filters);
            Tensor(name, OnnxElement.Float, dimensions, bytes);
        }

        return name;
    }

    /// <summary>Whether the parameters have an array.</summary>
    public bool HasArray(string name) => network.Description.Parameters.Any(array => array.Name == name);

    /// <summary>Numbers as an initializer.</summary>
    public string Floats(string name, ReadOnlySpan<long> dimensions, params ReadOnlySpan<float> values)
    {
        if (!initializers.ContainsKey(name))
            Tensor(name, OnnxElement.Float, dimensions, MemoryMarshal.AsBytes(values).ToArray());

        return name;
    }

    /// <summary>Whole numbers as an initializer.</summary>
    public string Integers(string name, ReadOnlySpan<long> dimensions, params ReadOnlySpan<long> values)
    {
        if (!initializers.ContainsKey(name))
            Tensor(name, OnnxElement.Int64, dimensions, MemoryMarshal.AsBytes(values).ToArray());

        return name;
    }

    /// <summary>The graph with what outputs still lack.</summary>
    public ProtobufMessage ToMessage()
    {
        foreach (LayerDescription output in network.Outputs)
        {
            // What is passed through needs a node that has the output's name.
            string value = IsPixel(output) ? Row(output) : Map(output);
            if (value != output.Name)
                Node("Identity", [value], output.Name);
        }

        ProtobufMessage graph = new();
        foreach (ProtobufMessage node in nodes)
            graph.Message(OnnxFields.Graph.Node, node);

        graph.Text(OnnxFields.Graph.Name, network.Description.Name);
        foreach (ProtobufMessage initializer in initializers.Values)
            graph.Message(OnnxFields.Graph.Initializer, initializer);

        foreach (LayerDescription input in network.Inputs)
            graph.Message(OnnxFields.Graph.Input, Value(input, isInput: true));

        foreach (LayerDescription output in network.Outputs)
            graph.Message(OnnxFields.Graph.Output, Value(output, isInput: false));

        return graph;
    }

    private static bool IsPixel(LayerDescription layer) => layer.OutputShape is { Height: 1, Width: 1 };

    private void Tensor(string name, OnnxElement element, ReadOnlySpan<long> dimensions, byte[] values) =>
        initializers[name] = new ProtobufMessage()
            .Numbers(OnnxFields.Tensor.Dims, dimensions)
            .Number(OnnxFields.Tensor.DataType, (long)element)
            .Text(OnnxFields.Tensor.Name, name)
            .Bytes(OnnxFields.Tensor.RawData, values);

    private ProtobufMessage Value(LayerDescription layer, bool isInput)
    {
        Shape map = layer.OutputShape;
        ProtobufMessage shape = new();
        Dimension(batch ?? 0, "N");
        Dimension(map.Channels, "");
        if (!IsPixel(layer))
        {
            // Extents that are free are called by name where the caller chooses them, and follow from these elsewhere.
            Dimension(map.Height, isInput ? "Height" : "");
            Dimension(map.Width, isInput ? "Width" : "");
        }

        ProtobufMessage tensor = new ProtobufMessage().Number(OnnxFields.Type.ElementType, (long)OnnxElement.Float).Message(OnnxFields.Type.Shape, shape);
        return new ProtobufMessage().Text(OnnxFields.ValueInfo.Name, layer.Name).Message(OnnxFields.ValueInfo.Type, new ProtobufMessage().Message(OnnxFields.Type.TensorType, tensor));

        void Dimension(int extent, string name)
        {
            ProtobufMessage dimension = new();
            if (extent > 0)
                dimension.Number(OnnxFields.Shape.DimValue, extent);
            else if (name.Length > 0)
                dimension.Text(OnnxFields.Shape.DimParam, name);

            shape.Message(OnnxFields.Shape.Dim, dimension);
        }
    }
}
