using Kiln.Golden.Tests.Declarations;
using Kiln.Golden.Tests.Manifests;
using Kiln.Golden.Tests.Runs;

namespace Kiln.Golden.Tests.Operators;

/// <summary>Functions of one element, and softmax, which is one of the channels of a pixel.</summary>
internal static class Pointwise
{
    /// <summary><c>vl_nnrelu</c>: x, option leak.</summary>
    public static IExperiment Relu(GoldenCase one) =>
        new MapExperiment(one, "x") { Attribute = $"Relu(Leak = {Literal.Of(one.Options.Number("leak", 0))})" };

    /// <summary><c>vl_nnsigmoid</c>: x.</summary>
    public static IExperiment Sigmoid(GoldenCase one) => new MapExperiment(one, "x") { Attribute = "Sigmoid" };

    /// <summary><c>vl_nnsoftmax</c>: x.</summary>
    /// <remarks>The derivative, <c>y(k) · (p(k) − Σ p·y)</c>, is what is left of terms of the size of <c>y·p</c>; where one channel has nearly all of the probability, little.
    /// No float computation of it, MatConvNet's included, is right to more than the rounding of those terms.</remarks>
    public static IExperiment Softmax(GoldenCase one)
    {
        double terms = one.Find("dzdy") is { } p ? one["y"].Values.Zip(p.Values, (y, slope) => Math.Abs((double)y * slope)).Max() : 0;
        return new MapExperiment(one, "x") { Attribute = "Softmax", InputDerivativeTerms = terms };
    }
}
