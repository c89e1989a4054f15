namespace Kiln.Interchange.Onnx.Operators;

/// <summary>What brings elements to a common size: by kept moments, by learned or given factors, by those around them.</summary>
internal static class Normalizations
{
    /// <summary>By the kept moments, as in inference.</summary>
    public static void BatchNorm(OnnxLayer layer)
    {
        int channels = layer.Description.OutputShape.Channels;
        string[] arrays = [.. new[] { "Scale", "Shift", "Mean", "Variance" }.Select(role => layer.Array(role, channels))];
        layer.Output("BatchNormalization", [.. layer.Values(), .. arrays], OnnxAttribute.Float("epsilon", layer.Option("Epsilon")));
    }

    /// <summary>By factors and offsets a channel, or by those of other layers, of which one row, column or channel may serve all.</summary>
    public static void Scale(OnnxLayer layer)
    {
        int channels = layer.Description.OutputShape.Channels;
        string?[] factors = layer.Inputs > 1 ? [.. layer.Maps()[1..], null]
            : [layer.Array("Scale", channels, 1, 1), layer.HasArray("Shift") ? layer.Array("Shift", channels, 1, 1) : null];
        OnnxChain chain = new OnnxChain(layer, layer.Map()).Then("Scaled", "Mul", factors[0]!);
        (factors[1] is { } offset ? chain.Then("Shifted", "Add", offset) : chain).OutputMap();
    }

    /// <summary>One operator where it takes the numbers: ONNX Runtime wants windows of an odd number of channels and both α and β above 0.</summary>
    public static void Lrn(OnnxLayer layer)
    {
        (long size, double kappa, double alpha, double beta) = (layer.Whole("Window"), layer.Option("Kappa"), layer.Option("Alpha"), layer.Option("Beta"));

        // In place of 0 the network adds what only keeps pixels of zeros zeros.
        double least = kappa > 0 ? kappa : Math.Pow(10, -36 / (beta + 1));
        if (size % 2 == 1 && alpha > 0 && beta > 0)
        {
            layer.OutputMap(
                "LRN",
                [layer.Map()],
                OnnxAttribute.Int("size", size),
                OnnxAttribute.Float("alpha", alpha * size),
                OnnxAttribute.Float("beta", beta),
                OnnxAttribute.Float("bias", least));
            return;
        }

        // The mean over a window of rows, where channels are the rows.
        string squares = layer.Step("Squares", "Mul", [layer.Map(), layer.Map()]);
        string columns = layer.Step("Columns", "Transpose", [squares], OnnxAttribute.Ints("perm", 0, 3, 1, 2));
        WindowDescription window = WindowDescription.None with { Height = (int)size, PadTop = (int)(size - 1) / 2, PadBottom = (int)size / 2 };
        string means = layer.Step("Means", "AveragePool", [columns], [.. Windows.Sliding(window), OnnxAttribute.Int("count_include_pad", 1)]);
        string around = layer.Step("Around", "Transpose", [means], OnnxAttribute.Ints("perm", 0, 2, 3, 1));
        OnnxChain factors = new OnnxChain(layer, around)
            .Then("Weighted", "Mul", layer.Number("Alpha", alpha * size))
            .Then("Norms", "Add", layer.Number("Kappa", least))
            .Power("Factors", -beta);
        layer.OutputMap("Mul", [layer.Map(), factors.Value]);
    }

    /// <summary>By the mean of squares in a window that is cut at the map's sides.</summary>
    public static void SpatialNorm(OnnxLayer layer)
    {
        (int height, int width) = ((int)layer.Whole("Height"), (int)layer.Whole("Width"));
        WindowDescription window = new(height, width, 1, 1, (height - 1) / 2, height / 2, (width - 1) / 2, width / 2);
        string squares = layer.Step("Squares", "Mul", [layer.Map(), layer.Map()]);
        string means = layer.Step("Means", "AveragePool", [squares], [.. Windows.Sliding(window), OnnxAttribute.Int("count_include_pad", 0)]);
        OnnxChain factors = new OnnxChain(layer, means)
            .Then("Weighted", "Mul", layer.Number("Alpha", layer.Option("Alpha")))
            .Then("Norms", "Add", layer.Number("One", 1))
            .Power("Factors", -layer.Option("Beta"));
        layer.OutputMap("Mul", [layer.Map(), factors.Value]);
    }

    /// <summary>Less a power of the pixel's squared length, which is at least 1e−8.</summary>
    public static void NormOffset(OnnxLayer layer)
    {
        OnnxChain offsets = new OnnxChain(layer, layer.Map())
            .PowerOfMagnitude(2)
            .Then("Sums", "ReduceSum", layer.Integers("Axes", 1))
            .Then("Lengths", "Max", layer.Number("Least", 1e-8))
            .Power("Powers", layer.Option("Beta"))
            .Then("Offsets", "Mul", layer.Number("Alpha", layer.Option("Alpha")));
        layer.OutputMap("Sub", [layer.Map(), offsets.Value]);
    }
}
