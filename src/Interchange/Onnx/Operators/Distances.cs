namespace Kiln.Interchange.Onnx.Operators;

/// <summary>Norms along any axes, and distances of maps.</summary>
internal static class Distances
{
    /// <summary>Divided by norms of its own, or by given ones.</summary>
    public static void LpNorm(OnnxLayer layer) => layer.OutputMap("Div", [layer.Map(), layer.Inputs == 2 ? layer.Map(1) : Norms(layer).Value]);

    public static void LpNorms(OnnxLayer layer) => Norms(layer).OutputMap();

    /// <summary>Over the channels of each pixel; weighted, and summed over the pixels, if asked.</summary>
    public static void PDist(OnnxLayer layer)
    {
        double exponent = layer.Option("Exponent");
        OnnxChain chain = new OnnxChain(layer, layer.Map())
            .Then("Differences", "Sub", layer.Map(1))
            .PowerOfMagnitude(exponent)
            .Then("Sums", "ReduceSum", layer.Integers("Axes", 1));
        if (layer.Option("NoRoot") == 0)
            chain.Power("Roots", 1 / exponent);

        if (layer.Inputs == 3)
            chain.Then("Weighted", "Mul", layer.Map(2));

        if (layer.Option("Aggregate") == 1)
            chain.Then("All", "ReduceSum", layer.Integers("Pixels", 2, 3));

        chain.OutputMap();
    }

    private static OnnxChain Norms(OnnxLayer layer)
    {
        Axes axes = (Axes)layer.Whole("Axes");
        long[] places = [.. new[] { Axes.Images, Axes.Channels, Axes.Rows, Axes.Columns }.Index().Where(axis => axes.HasFlag(axis.Item)).Select(axis => (long)axis.Index)];
        double exponent = layer.Option("Exponent");
        return new OnnxChain(layer, layer.Map())
            .PowerOfMagnitude(exponent)
            .Then("Sums", "ReduceSum", layer.Integers("Axes", places))
            .Then("Bounded", "Add", layer.Number("Epsilon", layer.Option("Epsilon")))
            .Power("Norms", 1 / exponent);
    }
}
