namespace Kiln.Networks.Tests.Reference;

/// <summary>What a kind of layer computes: forward, and backward from the gradient by its output to those by its inputs.</summary>
internal abstract class ReferenceKind
{
    private static readonly Dictionary<string, ReferenceKind> Kinds = new()
    {
        ["conv"] = new ReferenceConv(),
        ["dense"] = new ReferenceConv(),
        ["maxpool"] = new ReferenceMaxPool(),
        ["globalmaxpool"] = new ReferenceMaxPool(),
        ["avgpool"] = new ReferenceAvgPool(),
        ["globalavgpool"] = new ReferenceAvgPool(),
        ["relu"] = new ReferenceRelu(),
        ["sigmoid"] = new ReferenceSigmoid(),
        ["tanh"] = new ReferenceTanh(),
        ["add"] = new ReferenceAdd(),
        ["concat"] = new ReferenceConcat(),
        ["batchnorm"] = new ReferenceBatchNorm(),
        ["scale"] = new ReferenceScale(),
        ["dropout"] = new ReferenceDropout(),
        ["function"] = new ReferenceFunction(),
        ["lrn"] = new ReferenceLrn(),
        ["convtranspose"] = new ReferenceConvTranspose(),
        ["subsample"] = new ReferenceSubsample(),
        ["crop"] = new ReferenceCrop(),
        ["flatten"] = new ReferenceFlatten(),
        ["lpnorm"] = new ReferenceLpNorm(),
        ["lpnorms"] = new ReferenceLpNorms(),
        ["spatialnorm"] = new ReferenceSpatialNorm(),
        ["normoffset"] = new ReferenceNormOffset(),
        ["pdist"] = new ReferencePDist(),
        ["affinegrid"] = new ReferenceAffineGrid(),
        ["scalinggrid"] = new ReferenceScalingGrid(),
        ["bilinearsampler"] = new ReferenceBilinearSampler(),
        ["roimaxpool"] = new ReferenceRegionMaxPool(),
        ["roiavgpool"] = new ReferenceRegionAvgPool(),
        ["softmax"] = new ReferenceSoftmax(),
    };

    /// <summary>The kind of a layer that is neither the input nor a loss.</summary>
    public static ReferenceKind Of(LayerDescription layer) =>
        Kinds.GetValueOrDefault(layer.Kind) ?? throw new NotSupportedException($"the reference knows no {layer.Kind}");

    /// <summary>The extents of its output.</summary>
    public virtual Shape Output(LayerDescription layer, IReadOnlyList<Shape> inputs) => inputs[0];

    /// <summary>Computes the output of one layer.</summary>
    public abstract ReferenceStep Forward(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output, ReferenceForward run);

    /// <summary>The gradients by its inputs, in their order; those by its parameters are added to the run's.</summary>
    public abstract IReadOnlyList<ReferenceMap> Backward(ReferenceStep step, ReferenceMap gradient, ReferenceBackward run);
}
