using Kiln.Golden.Tests.Declarations;
using Kiln.Golden.Tests.Manifests;
using Kiln.Golden.Tests.Runs;

namespace Kiln.Golden.Tests.Operators;

/// <summary>Normalisation over neighbouring channels, and over a batch.</summary>
internal static class Normalizations
{
    /// <summary>What <c>vl_nnbnorm</c> adds to the variance unless told.</summary>
    private const double BatchEpsilon = 1e-4;

    /// <summary><c>vl_nnnormalize</c>: x, option param = [window κ α β].</summary>
    public static IExperiment Lrn(GoldenCase one)
    {
        double[] param = one.Options.Numbers("param", 4);
        return new MapExperiment(one, "x")
        {
            Attribute = $"Lrn({Literal.Of(param[0])}, Kappa = {Literal.Of(param[1])}, Alpha = {Literal.Of(param[2])}, Beta = {Literal.Of(param[3])})",
        };
    }

    /// <summary><c>vl_nnbnorm</c> with the moments of the batch: x, g, b, option epsilon. The moments that it returns are D × 2, mean and √(variance + ε).</summary>
    public static IExperiment BatchNorm(GoldenCase one)
    {
        double epsilon = one.Options.Number("epsilon", BatchEpsilon);
        Tensor?[] moments = [one.Find("moments"), one.Find("moments_bwd")];
        return new MapExperiment(one, "x")
        {
            Attribute = $"BatchNorm(Epsilon = {Literal.Of(epsilon)})",
            Handle = nameof(BatchNormLayer),
            Parameters = [new(one, "Scale", "g", Layouts.Vector), new(one, "Shift", "b", Layouts.Vector)],
            Also = net => moments.OfType<Tensor>().Select(expected => TensorError.Of(expected.Name, Moments(net, epsilon), expected.Values)),
        };
    }

    /// <summary>The moments of the batch, which a backward run leaves in the places of the kept ones, as MatConvNet states them.</summary>
    private static float[] Moments(TrainableNetwork net, double epsilon)
    {
        return [.. Gradient("Mean").ToArray(), .. Gradient("Variance").ToArray().Select(variance => (float)Math.Sqrt(variance + epsilon))];

        ReadOnlySpan<float> Gradient(string array)
        {
            ParameterDescription description = net.Parameters[$"{MapExperiment.Layer}.{array}"].Description;
            return net.Gradients.Slice(description.Offset, description.Length);
        }
    }
}
