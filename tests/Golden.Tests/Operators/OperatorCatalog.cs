using Kiln.Golden.Tests.Manifests;
using Kiln.Golden.Tests.Runs;

namespace Kiln.Golden.Tests.Operators;

/// <summary>Every operator of MatConvNet that a manifest may name, and what a case of it becomes.</summary>
internal static class OperatorCatalog
{
    private static readonly Dictionary<string, Func<GoldenCase, IExperiment>> Operators = new()
    {
        ["vl_nnbilinearsampler"] = Samplers.Bilinear,
        ["vl_nnbnorm"] = Normalizations.BatchNorm,
        ["vl_nnconcat"] = Joins.Concat,
        ["vl_nnconv"] = Convolutions.Conv,
        ["vl_nnconvt"] = Convolutions.Transpose,
        ["vl_nncrop"] = Joins.Crop,
        ["vl_nndropout"] = Pointwise.Dropout,
        ["vl_nnloss"] = Losses.Loss,
        ["vl_nnnormalize"] = Normalizations.Lrn,
        ["vl_nnnormalizelp"] = Norms.Lp,
        ["vl_nnnoffset"] = Pointwise.NormOffset,
        ["vl_nnpdist"] = Norms.Distance,
        ["vl_nnpool"] = Pools.Pool,
        ["vl_nnrelu"] = Pointwise.Relu,
        ["vl_nnroipool"] = RegionPools.Pool,
        ["vl_nnsigmoid"] = Pointwise.Sigmoid,
        ["vl_nnsoftmax"] = Pointwise.Softmax,
        ["vl_nnsoftmaxloss"] = Losses.SoftmaxLoss,
        ["vl_nnspnorm"] = Norms.Spatial,
        ["tinycnn_sgd"] = TinyCnn.Train,
    };

    /// <summary>The experiment of a case.</summary>
    /// <exception cref="ManifestException">The case contradicts itself, or has options or tensors that its operator does not.</exception>
    public static IExperiment Experiment(GoldenCase one)
    {
        if (!Operators.TryGetValue(one.Operator, out Func<GoldenCase, IExperiment>? make))
            throw one.Error($"a case of an operator that is known ({string.Join(", ", Operators.Keys)}), not of '{one.Operator}'");

        IExperiment experiment = make(one);
        return one.Unread.ToArray() is { Length: > 0 } unread
            ? throw one.Error($"without {string.Join(", ", unread)}: {one.Operator} is not known to have that")
            : experiment;
    }
}
