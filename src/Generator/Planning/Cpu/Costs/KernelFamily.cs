namespace Kiln.Generator.Planning.Cpu.Costs;

/// <summary>Kernels whose text has one shape, and which therefore come equally close to what the machine does at most.</summary>
internal enum KernelFamily
{
    /// <summary>A convolution as a plain product.</summary>
    Product,

    /// <summary>Its gradient by the input, added where windows overlap.</summary>
    InputProduct,

    /// <summary>Its gradient by the weights.</summary>
    WeightProduct,

    /// <summary>Products of transformed tiles.</summary>
    TransformedProduct,

    /// <summary>Their sums over the tiles of a batch.</summary>
    TransformedWeightProduct,

    /// <summary>Transform, products and transform back in one kernel.</summary>
    Together,

    /// <summary>Both gradients by transforms, products and sums in one kernel.</summary>
    GradientsTogether,

    /// <summary>Transform of an input or of a gradient.</summary>
    Transform,

    /// <summary>Transform of products back to a map.</summary>
    TransformBack,

    /// <summary>The same, added where tiles overlap.</summary>
    TransformBackAdded,

    /// <summary>Transform of products back to filters.</summary>
    TransformBackToFilters,

    /// <summary>Gradient by the input, at the winners of a pool.</summary>
    WinnersInput,

    /// <summary>Gradient by the weights, at the winners of a pool.</summary>
    WinnersWeights,

    /// <summary>A depthwise convolution, and its gradient by the input.</summary>
    Depthwise,

    /// <summary>Its gradient by the weights.</summary>
    DepthwiseSums,

    /// <summary>Maxima and means of windows.</summary>
    Pool,

    /// <summary>Their gradients.</summary>
    PoolGradient,

    /// <summary>Expressions of every element, joins and slices.</summary>
    Elements,

    /// <summary>Sums over images and pixels.</summary>
    ChannelSums,

    /// <summary>Few numbers per channel.</summary>
    FewNumbers,

    /// <summary>What goes over the channels of a pixel: softmax, normalisations, losses.</summary>
    Pixels,

    /// <summary>All else: regions and points of grids.</summary>
    Other,
}
