using System.Runtime.InteropServices;

namespace Kiln.Bench.Peers;

/// <summary>Writes a network with its parameters as an ONNX model: input <c>x</c>, output <c>y</c>, rows and columns innermost.</summary>
/// <remarks>The field numbers are those of onnx.proto. A convolution that covers its whole input becomes a matrix product, as other tools export it.</remarks>
internal sealed class OnnxModel
{
    private const int IrVersion = 8;
    private const int OpsetVersion = 17;
    private const int FloatType = 1;
    private const int IntsAttribute = 7;
    private const int IntAttribute = 2;
    private const int FloatAttribute = 1;

    private readonly ProtoMessage graph = new();
    private readonly NetworkDescription network;
    private readonly ParameterSet parameters;
    private readonly Dictionary<string, LayerDescription> layers;

    private OnnxModel(ParameterSet parameters)
    {
        this.parameters = parameters;
        network = parameters.Network;
        layers = network.Layers.ToDictionary(layer => layer.Name);
    }

    /// <summary>The model's bytes.</summary>
    /// <param name="parameters">The parameters, which name the network.</param>
    /// <param name="images">Images of a call.</param>
    public static byte[] Write(ParameterSet parameters, int images) => new OnnxModel(parameters).Model(images);

    private byte[] Model(int images)
    {
        Shape input = network.InputShape;
        List<LayerDescription> computed = [.. network.Layers.Skip(1).Where(layer => !layer.IsLoss && layer.Kind != "dropout")];
        foreach (LayerDescription layer in computed)
            Add(layer, layer == computed[^1] ? "y" : layer.Name);

        Shape output = computed[^1].OutputShape;
        long[] scores = IsMatrix(computed[^1]) ? [images, output.Channels] : [images, output.Channels, output.Height, output.Width];
        graph.Text(2, network.Name)
            .Message(11, Value("x", [images, input.Channels, input.Height, input.Width]))
            .Message(12, Value("y", scores));
        return new ProtoMessage().Number(1, IrVersion).Message(7, graph).Message(8, new ProtoMessage().Number(2, OpsetVersion)).ToArray();
    }

    private void Add(LayerDescription layer, string output)
    {
        WindowDescription window = layer.Window;
        ProtoMessage[] sliding =
        [
            Ints("kernel_shape", window.Height, window.Width),
            Ints("strides", window.StrideY, window.StrideX),
            Ints("pads", window.PadTop, window.PadLeft, window.PadBottom, window.PadRight),
        ];
        string[] inputs = [.. layer.Inputs.Select(ValueOf)];
        string input = inputs[0];
        switch (layer.Kind)
        {
            case "dense" or "conv" when CoversInput(layer):
                if (!IsMatrix(layers[layer.Inputs[0]]))
                {
                    Node("Flatten", [input], layer.Name + ".Flat");
                    input = layer.Name + ".Flat";
                }

                Node("Gemm", [input, .. Filters(layer, [layer.Filters, window.Height * window.Width * layer.FilterDepth])], output, Int("transB", 1));
                break;
            case "conv":
                Node(
                    "Conv",
                    [input, .. Filters(layer, [layer.Filters, layer.FilterDepth, window.Height, window.Width])],
                    output,
                    [.. sliding, Int("group", (long)layer.Option("Groups")), Ints("dilations", window.DilationY, window.DilationX)]);
                break;
            case "batchnorm":
                string[] roles = ["Scale", "Shift", "Mean", "Variance"];
                Node("BatchNormalization", [input, .. roles.Select(role => Vector($"{layer.Name}.{role}"))], output, Float("epsilon", layer.Option("Epsilon")));
                break;
            case "add":
                Node("Sum", inputs, output);
                break;
            case "concat":
                Node("Concat", inputs, output, Int("axis", 1));
                break;
            case "globalavgpool":
                Node("GlobalAveragePool", [input], output);
                break;
            case "globalmaxpool":
                Node("GlobalMaxPool", [input], output);
                break;
            case "avgpool":
                Node("AveragePool", [input], output, sliding);
                break;
            case "lrn":
                double size = layer.Option("Window");
                Node(
                    "LRN", [input], output, Int("size", (long)size), Float("alpha", layer.Option("Alpha") * size), Float("beta", layer.Option("Beta")), Float("bias", layer.Option("Kappa")));
                break;
            case "maxpool":
                Node("MaxPool", [input], output, sliding);
                break;
            case "relu" when layer.Option("Leak") > 0 && double.IsInfinity(layer.Option("Ceiling")):
                Node("LeakyRelu", [input], output, Float("alpha", layer.Option("Leak")));
                break;
            case "relu" when layer.Option("Leak") == 0 && !double.IsInfinity(layer.Option("Ceiling")):
                Tensor(layer.Name + ".Least", [], BitConverter.GetBytes(0f));
                Tensor(layer.Name + ".Most", [], BitConverter.GetBytes((float)layer.Option("Ceiling")));
                Node("Clip", [input, layer.Name + ".Least", layer.Name + ".Most"], output);
                break;
            case "relu" when layer.Option("Leak") == 0:
                Node("Relu", [input], output);
                break;
            default:
                throw new ArgumentException($"{network.Name} has a layer of kind {layer.Kind}, which is not written as ONNX");
        }
    }

    /// <summary>The value of a layer; that of a layer which only drops in training is what it reads.</summary>
    private string ValueOf(string name) =>
        layers[name] == network.Layers[0] ? "x" : layers[name].Kind == "dropout" ? ValueOf(layers[name].Inputs[0]) : name;

    private bool CoversInput(LayerDescription layer)
    {
        Shape input = layers[layer.Inputs[0]].OutputShape;
        return (input.Height, input.Width, layer.OutputShape.Height, layer.OutputShape.Width) == (layer.Window.Height, layer.Window.Width, 1, 1);
    }

    /// <summary>Whether the values of a layer come as a matrix, images × channels: from the first convolution that covers its input on.</summary>
    private bool IsMatrix(LayerDescription layer) =>
        layer.Inputs.Count > 0 && !IsPool(layer) && ((layer.Filters > 0 && CoversInput(layer)) || IsMatrix(layers[layer.Inputs[0]]));

    private static bool IsPool(LayerDescription layer) => layer.Kind.EndsWith("pool", StringComparison.Ordinal);

    /// <summary>Writes the weights, and the biases if there are any; their names.</summary>
    private string[] Filters(LayerDescription layer, long[] dimensions)
    {
        string weights = layer.Name + ".Weights", biases = layer.Name + ".Biases";
        Tensor(weights, dimensions, Transposed(parameters[weights].Values, layer.FilterDepth, layer.Filters));
        return network.Parameters.Any(array => array.Name == biases) ? [weights, Vector(biases)] : [weights];
    }

    /// <summary>Writes an array of parameters as it is; its name.</summary>
    private string Vector(string name)
    {
        ReadOnlySpan<float> values = parameters[name].Values;
        Tensor(name, [values.Length], MemoryMarshal.AsBytes(values).ToArray());
        return name;
    }

    /// <summary>Filters outermost, then channels, rows, columns: here it is rows, columns, channels, filters.</summary>
    private static byte[] Transposed(ReadOnlySpan<float> weights, int channels, int filters)
    {
        int places = weights.Length / (channels * filters);
        byte[] bytes = new byte[weights.Length * sizeof(float)];
        Span<float> result = MemoryMarshal.Cast<byte, float>(bytes.AsSpan());
        for (int place = 0; place < places; place++)
            for (int channel = 0; channel < channels; channel++)
                for (int filter = 0; filter < filters; filter++)
                    result[(((filter * channels) + channel) * places) + place] = weights[(((place * channels) + channel) * filters) + filter];
        return bytes;
    }

    private void Node(string operation, string[] inputs, string output, params ProtoMessage[] attributes)
    {
        ProtoMessage node = new();
        foreach (string input in inputs)
            node.Text(1, input);
        node.Text(2, output).Text(3, output).Text(4, operation);
        foreach (ProtoMessage attribute in attributes)
            node.Message(5, attribute);
        graph.Message(1, node);
    }

    private void Tensor(string name, long[] dimensions, byte[] values)
    {
        ProtoMessage tensor = new();
        foreach (long extent in dimensions)
            tensor.Number(1, extent);
        graph.Message(5, tensor.Number(2, FloatType).Text(8, name).Bytes(9, values));
    }

    private static ProtoMessage Int(string name, long value) => new ProtoMessage().Text(1, name).Number(3, value).Number(20, IntAttribute);

    private static ProtoMessage Float(string name, double value) => new ProtoMessage().Text(1, name).Float(2, (float)value).Number(20, FloatAttribute);

    private static ProtoMessage Ints(string name, params long[] values)
    {
        ProtoMessage attribute = new ProtoMessage().Text(1, name);
        foreach (long value in values)
            attribute.Number(8, value);
        return attribute.Number(20, IntsAttribute);
    }

    private static ProtoMessage Value(string name, long[] extents)
    {
        ProtoMessage shape = new();
        foreach (long extent in extents)
            shape.Message(1, new ProtoMessage().Number(1, extent));
        return new ProtoMessage().Text(1, name).Message(2, new ProtoMessage().Message(1, new ProtoMessage().Number(1, FloatType).Message(2, shape)));
    }
}
