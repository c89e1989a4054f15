namespace Kiln.Interchange.Onnx.Operators;

/// <summary>The one registry of layer kinds: which operators each becomes, or why it becomes none.</summary>
internal static class OnnxOperators
{
    private static readonly Dictionary<string, Action<OnnxLayer>> Known = new()
    {
        ["conv"] = Convolutions.Conv,
        ["dense"] = Convolutions.Conv,
        ["convtranspose"] = Convolutions.ConvTranspose,
        ["maxpool"] = Pools.Max,
        ["avgpool"] = Pools.Average,
        ["globalmaxpool"] = Pools.GlobalMax,
        ["globalavgpool"] = Pools.GlobalAverage,
        ["roimaxpool"] = RegionPools.Max,
        ["roiavgpool"] = RegionPools.Average,
        ["relu"] = Activations.Relu,
        ["sigmoid"] = Activations.Sigmoid,
        ["tanh"] = Activations.Tanh,
        ["softmax"] = Activations.Softmax,
        ["function"] = Functions.Function,
        ["batchnorm"] = Normalizations.BatchNorm,
        ["scale"] = Normalizations.Scale,
        ["lrn"] = Normalizations.Lrn,
        ["spatialnorm"] = Normalizations.SpatialNorm,
        ["normoffset"] = Normalizations.NormOffset,
        ["lpnorm"] = Distances.LpNorm,
        ["lpnorms"] = Distances.LpNorms,
        ["pdist"] = Distances.PDist,
        ["add"] = Joins.Add,
        ["concat"] = Joins.Concat,
        ["crop"] = Views.Crop,
        ["subsample"] = Views.Subsample,
        ["flatten"] = Views.Flatten,
        ["affinegrid"] = Sampling.AffineGrid,
        ["scalinggrid"] = Sampling.ScalingGrid,
        ["bilinearsampler"] = Sampling.BilinearSampler,
    };

    /// <summary>The kinds that become nodes.</summary>
    public static IEnumerable<string> Kinds => Known.Keys;

    /// <summary>The kinds that leave no node: what is given, and what inference passes through.</summary>
    public static IReadOnlyList<string> WithoutNode { get; } = ["input", "dropout"];

    /// <summary>What adds the nodes of a kind.</summary>
    /// <exception cref="InexpressibleException">There is none.</exception>
    public static Action<OnnxLayer> Of(string kind) => Known.GetValueOrDefault(kind) ?? throw new InexpressibleException("this version writes no layer of that kind");
}
