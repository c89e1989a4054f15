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
        return new MapExperiment(one, new MapInput(one, "x"))
        {
            Attribute = $"Lrn({Literal.Of(param[0])}, Kappa = {Literal.Of(param[1])}, Alpha = {Literal.Of(param[2])}, Beta = {Literal.Of(param[3])})",
        };
    }

    /// <summary><c>vl_nnbnorm</c>: x, g and b, option epsilon. Moments are D × 2, mean and √(variance + ε): returned, or given and used as they are. A case that returns them has
    /// those of the backward run too, which given ones have not.</summary>
    public static IExperiment BatchNorm(GoldenCase one)
    {
        double epsilon = one.Options.Number("epsilon", BatchEpsilon);
        one.Options.PassOver("mode");
        if (one.Has("moments") && !one.Has("moments_bwd"))
            return FixedMoments(one, epsilon);

        Tensor?[] moments = [one.Find("moments"), one.Find("moments_bwd")];
        return new MapExperiment(one, new MapInput(one, "x"))
        {
            Attribute = $"BatchNorm(Epsilon = {Literal.Of(epsilon)})",
            Handle = nameof(BatchNormLayer),
            Parameters = [new(one, "Scale", "g", Layouts.Vector), new(one, "Shift", "b", Layouts.Vector)],
            Also = net => moments.OfType<Tensor>().Select(expected => TensorError.Of(expected.Name, Moments(net, epsilon), expected.Values)),
        };
    }

    private static MapExperiment FixedMoments(GoldenCase one, double epsilon) => new(one, new MapInput(one, "x") { AsMatConvNet = gradient => LessMeans(one, gradient) })
    {
        Attribute = $"BatchNorm(Epsilon = {Literal.Of(epsilon)}, FixedMoments = true)",
        Handle = nameof(BatchNormLayer),
        Parameters =
        [
            new(one, "Scale", "g", Layouts.Vector), new(one, "Shift", "b", Layouts.Vector),
            new(one, "Mean", "moments", moments => moments.Values[..moments.Height]),
            new(one, "Variance", "moments", moments => [.. moments.Values[moments.Height..].Select(sigma => (float)(((double)sigma * sigma) - epsilon))]),
        ],
    };

    /// <summary>MatConvNet's derivative by x where moments are given: it treats them as the batch's, which depend on x, and takes <c>g/σ · (Σp + (x − μ)/σ · dg) / M</c> off that of
    /// the affine function that Kiln differentiates.</summary>
    private static float[] LessMeans(GoldenCase one, float[] gradient)
    {
        float[] x = Layouts.Maps(one["x"]), g = one["g"].Values, moments = one["moments"].Values, dg = one["dzdg"].Values, db = one["dzdb"].Values;
        int channels = g.Length;
        double mass = x.Length / channels;
        return [.. gradient.Select((slope, i) => (float)(slope - Less(x[i], i % channels)))];

        double Less(double value, int c)
        {
            double mean = moments[c], sigma = moments[channels + c];
            return g[c] / sigma * (db[c] + ((value - mean) / sigma * dg[c])) / mass;
        }
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
