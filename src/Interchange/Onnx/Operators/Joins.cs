namespace Kiln.Interchange.Onnx.Operators;

/// <summary>Layers that put maps together.</summary>
internal static class Joins
{
    public static void Add(OnnxLayer layer) => layer.Output(layer.Inputs == 2 ? "Add" : "Sum", layer.Values());

    /// <summary>Along the channels, unless it says otherwise.</summary>
    public static void Concat(OnnxLayer layer)
    {
        Axes along = (Axes)(layer.Given("Along") ?? (double)Axes.Channels);
        if (along == Axes.Channels)
            layer.Output("Concat", layer.Values(), OnnxAttribute.Int("axis", 1));
        else
            layer.OutputMap("Concat", layer.Maps(), OnnxAttribute.Int("axis", along == Axes.Rows ? 2 : 3));
    }
}
