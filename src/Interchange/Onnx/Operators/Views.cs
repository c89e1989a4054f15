namespace Kiln.Interchange.Onnx.Operators;

/// <summary>Layers that take some elements, or all in another order.</summary>
internal static class Views
{
    /// <summary>What is cut stands as negative pads in the window.</summary>
    public static void Crop(OnnxLayer layer)
    {
        WindowDescription window = layer.Description.Window;
        layer.OutputMap(
            "Slice",
            [
                layer.Map(),
                layer.Integers("Starts", -window.PadTop, -window.PadLeft),
                layer.Integers("Ends", End(window.PadBottom), End(window.PadRight)),
                layer.Integers("Axes", 2, 3),
            ]);
    }

    /// <summary>Zeros around the map, then one pixel of so many, then biases.</summary>
    public static void Subsample(OnnxLayer layer)
    {
        WindowDescription window = layer.Description.Window;
        OnnxChain chain = new(layer, layer.Map());
        if ((window.PadTop, window.PadLeft, window.PadBottom, window.PadRight) != default)
            chain.Then("Padded", "Pad", layer.Integers("Pads", 0, 0, window.PadTop, window.PadLeft, 0, 0, window.PadBottom, window.PadRight));

        chain.Then("Pixels", "Slice", layer.Integers("Starts", 0, 0), layer.Integers("Ends", End(0), End(0)), layer.Integers("Axes", 2, 3), layer.Integers("Steps", window.StrideY, window.StrideX));
        if (layer.HasArray("Biases"))
            chain.Then("Shifted", "Add", layer.Array("Biases", layer.Description.OutputShape.Channels, 1, 1));

        chain.OutputMap();
    }

    /// <summary>Row by row with channels innermost, as here.</summary>
    public static void Flatten(OnnxLayer layer)
    {
        string pixels = layer.Step("Pixels", "Transpose", [layer.Map()], OnnxAttribute.Ints("perm", 0, 2, 3, 1));
        layer.OutputRow("Flatten", [pixels], OnnxAttribute.Int("axis", 1));
    }

    /// <summary>Counted from the end; nothing cut is all there is.</summary>
    private static long End(int pad) => pad < 0 ? pad : int.MaxValue;
}
