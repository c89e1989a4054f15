using Kiln.Golden.Tests.Declarations;
using Kiln.Golden.Tests.Manifests;
using Kiln.Golden.Tests.Runs;

namespace Kiln.Golden.Tests.Operators;

/// <summary>Functions of one element or of the channels of one pixel.</summary>
internal static class Pointwise
{
    /// <summary><c>vl_nnrelu</c>: x, option leak.</summary>
    public static IExperiment Relu(GoldenCase one) =>
        new MapExperiment(one, new MapInput(one, "x")) { Attribute = $"Relu(Leak = {Literal.Of(one.Options.Number("leak", 0))})" };

    /// <summary><c>vl_nnsigmoid</c>: x.</summary>
    public static IExperiment Sigmoid(GoldenCase one) => new MapExperiment(one, new MapInput(one, "x")) { Attribute = "Sigmoid" };

    /// <summary><c>vl_nndropout</c>: x and mask.</summary>
    public static IExperiment Dropout(GoldenCase one)
    {
        // It says how the mask was drawn, and changes nothing once there is one.
        one.Options.PassOver("rate");
        MapInput x = new(one, "x"), mask = new(one, "mask");
        return new MapExperiment(one, x, mask) { Attribute = $"Dropout(nameof({x.Property}), nameof({mask.Property}))" };
    }

    /// <summary><c>vl_nnnoffset</c>: x, option param = [α β].</summary>
    public static IExperiment NormOffset(GoldenCase one)
    {
        double[] param = one.Options.Numbers("param", 2);
        return new MapExperiment(one, new MapInput(one, "x")) { Attribute = $"NormOffset(Alpha = {Literal.Of(param[0])}, Beta = {Literal.Of(param[1])})" };
    }

    /// <summary><c>vl_nnsoftmax</c>: x.</summary>
    /// <remarks>The derivative, <c>y(k) · (p(k) − Σ p·y)</c>, is what is left of terms of the size of <c>y·p</c>; where one channel has nearly all of the probability, little.
    /// No float computation of it, MatConvNet's included, is right to more than the rounding of those terms.</remarks>
    public static IExperiment Softmax(GoldenCase one)
    {
        double terms = one.Find("dzdy") is { } p ? one["y"].Values.Zip(p.Values, (y, slope) => Math.Abs((double)y * slope)).Max() : 0;
        return new MapExperiment(one, new MapInput(one, "x") { Terms = terms }) { Attribute = "Softmax" };
    }
}
