namespace Kiln.Interchange.Onnx.Operators;

/// <summary>Pools over windows and over whole maps. Padding counts in no mean, as here.</summary>
internal static class Pools
{
    public static void Max(OnnxLayer layer) => layer.OutputMap("MaxPool", [layer.Map()], Windows.Sliding(layer.Description.Window));

    public static void Average(OnnxLayer layer) =>
        layer.OutputMap("AveragePool", [layer.Map()], [.. Windows.Sliding(layer.Description.Window), OnnxAttribute.Int("count_include_pad", 0)]);

    public static void GlobalMax(OnnxLayer layer) => layer.OutputMap("GlobalMaxPool", [layer.Map()]);

    public static void GlobalAverage(OnnxLayer layer) => layer.OutputMap("GlobalAveragePool", [layer.Map()]);
}
