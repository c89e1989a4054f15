namespace Kiln.Interchange.Onnx.Operators;

/// <summary>Functions of one element, and softmax.</summary>
internal static class Activations
{
    /// <summary>Relu, LeakyRelu, or with a ceiling Clip.</summary>
    public static void Relu(OnnxLayer layer)
    {
        (double leak, double ceiling) = (layer.Option("Leak"), layer.Option("Ceiling"));
        bool leaks = leak > 0, stops = !double.IsInfinity(ceiling);
        if (!stops)
        {
            layer.Output(leaks ? "LeakyRelu" : "Relu", layer.Values(), leaks ? [OnnxAttribute.Float("alpha", leak)] : []);
            return;
        }

        if (!leaks)
        {
            layer.Output("Clip", [.. layer.Values(), layer.Number("Floor", 0), layer.Number("Ceiling", ceiling)]);
            return;
        }

        string leaky = layer.Step("Leaky", "LeakyRelu", layer.Values(), OnnxAttribute.Float("alpha", leak));
        layer.Output("Clip", [leaky, "", layer.Number("Ceiling", ceiling)]);
    }

    public static void Sigmoid(OnnxLayer layer) => layer.Output("Sigmoid", layer.Values());

    public static void Tanh(OnnxLayer layer) => layer.Output("Tanh", layer.Values());

    /// <summary>Over the channels, the second axis in either form.</summary>
    public static void Softmax(OnnxLayer layer) => layer.Output("Softmax", layer.Values(), OnnxAttribute.Int("axis", 1));
}
