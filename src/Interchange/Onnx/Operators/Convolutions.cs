using Kiln.Interchange.Protobuf;

namespace Kiln.Interchange.Onnx.Operators;

/// <summary>Layers with filters. Where each filter covers its whole map it is a matrix product, as other tools write it.</summary>
internal static class Convolutions
{
    public static void Conv(OnnxLayer layer)
    {
        LayerDescription description = layer.Description;
        WindowDescription window = description.Window;
        if (layer.IsMatrix)
        {
            string[] matrix = layer.Filters(description.FilterDepth, description.Filters, description.Filters, window.Height * window.Width * description.FilterDepth);
            layer.OutputRow("Gemm", [layer.Row(), .. matrix], OnnxAttribute.Int("transB", 1));
            return;
        }

        string[] filters = layer.Filters(description.FilterDepth, description.Filters, description.Filters, description.FilterDepth, window.Height, window.Width);
        layer.OutputMap(
            "Conv",
            [layer.Map(), .. filters],
            [.. Windows.Sliding(window), OnnxAttribute.Int("group", layer.InputShape().Channels / description.FilterDepth), OnnxAttribute.Ints("dilations", window.DilationY, window.DilationX)]);
    }

    /// <summary>Pixels that are cut off the result are what ONNX calls pads.</summary>
    public static void ConvTranspose(OnnxLayer layer)
    {
        WindowDescription window = layer.Description.Window;
        int groups = (int)layer.Whole("Groups"), channels = layer.InputShape().Channels, made = layer.Description.Filters / groups;
        string[] filters = layer.Filters(made, channels, channels, made, window.Height, window.Width);
        layer.OutputMap("ConvTranspose", [layer.Map(), .. filters], [.. Windows.Sliding(window), OnnxAttribute.Int("group", groups)]);
    }
}

/// <summary>What operators with a window say of it.</summary>
internal static class Windows
{
    public static ProtobufMessage[] Sliding(WindowDescription window) =>
    [
        OnnxAttribute.Ints("kernel_shape", window.Height, window.Width),
        OnnxAttribute.Ints("strides", window.StrideY, window.StrideX),
        OnnxAttribute.Ints("pads", window.PadTop, window.PadLeft, window.PadBottom, window.PadRight),
    ];
}
