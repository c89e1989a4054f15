using Kiln.Golden.Tests.Declarations;
using Kiln.Golden.Tests.Manifests;
using Kiln.Golden.Tests.Runs;

namespace Kiln.Golden.Tests.Operators;

/// <summary>Norms of channels or pixels, and distances.</summary>
internal static class Norms
{
    /// <summary>MATLAB's dimensions.</summary>
    private static readonly string[] Axes = ["Axes.Rows", "Axes.Columns", "Axes.Channels", "Axes.Images"];

    /// <summary><c>vl_nnspnorm</c>: x, option param = [height width α β].</summary>
    public static IExperiment Spatial(GoldenCase one)
    {
        double[] param = one.Options.Numbers("param", 4);
        return new MapExperiment(one, new MapInput(one, "x"))
        {
            Attribute = $"SpatialNorm({Literal.Of(param[0])}, {Literal.Of(param[1])}, Alpha = {Literal.Of(param[2])}, Beta = {Literal.Of(param[3])})",
        };
    }

    /// <summary><c>vl_nnnormalizelp</c>: x, options p or exponent, epsilon, dimensions and spatial; it returns the norms too.</summary>
    public static IExperiment Lp(GoldenCase one)
    {
        int[] dimensions = one.Options.Flag("spatial", false) ? [1, 2] : one.Options.Wholes("dimensions", 3);
        if (dimensions.Any(dimension => dimension < 1 || dimension > Axes.Length))
            throw one.Error($"normalised along dimensions from 1 to {Axes.Length}");

        double exponent = one.Options.Number("p", one.Options.Number("exponent", 2));
        string options = $"Axes = {string.Join(" | ", dimensions.Select(dimension => Axes[dimension - 1]))}, Exponent = {Literal.Of(exponent)}, Epsilon = {Literal.Of(one.Options.Number("epsilon", 0.01))}";
        Tensor? norms = one.Find("norms");
        MapInput x = new(one, "x");

        // Norms over images are no map of an image: Kiln has them inside the layer alone.
        return norms is null || dimensions.Contains(4)
            ? new MapExperiment(one, x) { Attribute = $"LpNorm({options})" }
            : new MapExperiment(one, x)
            {
                Before = [$"[LpNorms({options}, Keep = true)] public partial Layer Norms {{ get; }}"],
                Attribute = $"LpNorm(nameof({x.Property}), nameof(Norms))",
                Also = net => [TensorError.Of(norms.Name, net.Layers.Single(layer => layer.Name == "Norms").Output, Layouts.Maps(norms))],
            };
    }

    /// <summary><c>vl_nnpdist</c>: x, x0 (of one pixel for the same point everywhere) and instanceWeights, options p, noRoot, epsilon and aggregate.</summary>
    public static IExperiment Distance(GoldenCase one)
    {
        MapInput x = new(one, "x"), x0 = new(one, "x0") { DerivativeLayout = one["x0"].Shape == one["x"].Shape ? Layouts.Maps : SumOverPixels };
        MapInput[] weights = one.Find("instanceWeights") is { } given ? [new(one, "instanceWeights") { Values = given.Expand(one["x"].Extents with { Channels = 1 }) }] : [];
        MapInput[] inputs = [x, x0, .. weights];
        bool aggregate = one.Options.Flag("aggregate", false);
        return new MapExperiment(one, inputs)
        {
            Attribute =
                $"PDist({string.Join(", ", inputs.Select(input => $"nameof({input.Property})"))}, Exponent = {Literal.Of(one.Options.Number("p", 2))}, "
                + $"NoRoot = {Literal.Of(one.Options.Flag("noRoot", false))}, Epsilon = {Literal.Of(one.Options.Number("epsilon", 1e-6))}, Aggregate = {Literal.Of(aggregate)})",
            SumsImages = aggregate,
        };
    }

    /// <summary>The derivative by a point that serves all pixels: MatConvNet leaves the sum over them to the caller.</summary>
    private static float[] SumOverPixels(Tensor derivative)
    {
        return [.. from n in Enumerable.Range(0, derivative.Count) from c in Enumerable.Range(0, derivative.Channels) select (float)Sum(c, n)];

        double Sum(int channel, int image) =>
            (from y in Enumerable.Range(0, derivative.Height) from x in Enumerable.Range(0, derivative.Width) select (double)derivative[y, x, channel, image]).Sum();
    }
}
