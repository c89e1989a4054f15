namespace Kiln.Bench.Kernels;

// Four layers of one kind after one another, so that what is raced is the layer and not the copies of a call's input and output.
#pragma warning disable SA1649, SA1402 // One file of them all.

/// <summary>Depthwise convolutions as in MobileNet.</summary>
[Network(OwnLoss = true)]
internal sealed partial class DepthwiseChain
{
    [Input(56, 56, 128)]                                 public partial Layer     X  { get; }
    [Conv(3, 3, 128, Pad = 1, Groups = 128, Bias = false)] public partial ConvLayer Y1 { get; }
    [Conv(3, 3, 128, Pad = 1, Groups = 128, Bias = false)] public partial ConvLayer Y2 { get; }
    [Conv(3, 3, 128, Pad = 1, Groups = 128, Bias = false)] public partial ConvLayer Y3 { get; }
    [Conv(3, 3, 128, Pad = 1, Groups = 128, Bias = false)] public partial ConvLayer Y4 { get; }
}

/// <summary>Depthwise convolutions that halve a map, as in MobileNet.</summary>
[Network(OwnLoss = true)]
internal sealed partial class StridedDepthwiseChain
{
    [Input(112, 112, 96)]                                            public partial Layer     X  { get; }
    [Conv(3, 3, 96, Stride = 2, Pad = 1, Groups = 96, Bias = false)] public partial ConvLayer Y1 { get; }
    [Conv(3, 3, 96, Stride = 2, Pad = 1, Groups = 96, Bias = false)] public partial ConvLayer Y2 { get; }
    [Conv(3, 3, 96, Stride = 2, Pad = 1, Groups = 96, Bias = false)] public partial ConvLayer Y3 { get; }
    [Conv(3, 3, 96, Stride = 2, Pad = 1, Groups = 96, Bias = false)] public partial ConvLayer Y4 { get; }
}

/// <summary>Batch normalisations, each with the relu that follows it in ResNet.</summary>
[Network(OwnLoss = true)]
internal sealed partial class BatchNormChain
{
    [Input(56, 56, 64)] public partial Layer          X  { get; }
    [BatchNorm]         public partial BatchNormLayer Y1 { get; }
    [Relu]              public partial Layer          R1 { get; }
    [BatchNorm]         public partial BatchNormLayer Y2 { get; }
    [Relu]              public partial Layer          R2 { get; }
    [BatchNorm]         public partial BatchNormLayer Y3 { get; }
    [Relu]              public partial Layer          R3 { get; }
    [BatchNorm]         public partial BatchNormLayer Y4 { get; }
    [Relu]              public partial Layer          R4 { get; }
}

/// <summary>The maxima of GoogLeNet's blocks.</summary>
[Network(OwnLoss = true)]
internal sealed partial class MaxPoolChain
{
    [Input(28, 28, 192)]              public partial Layer X  { get; }
    [MaxPool(3, Stride = 1, Pad = 1)] public partial Layer Y1 { get; }
    [MaxPool(3, Stride = 1, Pad = 1)] public partial Layer Y2 { get; }
    [MaxPool(3, Stride = 1, Pad = 1)] public partial Layer Y3 { get; }
    [MaxPool(3, Stride = 1, Pad = 1)] public partial Layer Y4 { get; }
}

/// <summary>Maxima that halve a map, as after the first layer of ResNet.</summary>
[Network(OwnLoss = true)]
internal sealed partial class StridedMaxPoolChain
{
    [Input(112, 112, 64)]             public partial Layer X  { get; }
    [MaxPool(3, Stride = 2, Pad = 1)] public partial Layer Y1 { get; }
    [MaxPool(3, Stride = 2, Pad = 1)] public partial Layer Y2 { get; }
    [MaxPool(2)]                      public partial Layer Y3 { get; }
    [MaxPool(2)]                      public partial Layer Y4 { get; }
}

/// <summary>The means of Inception's blocks.</summary>
[Network(OwnLoss = true)]
internal sealed partial class AvgPoolChain
{
    [Input(35, 35, 192)]              public partial Layer X  { get; }
    [AvgPool(3, Stride = 1, Pad = 1)] public partial Layer Y1 { get; }
    [AvgPool(3, Stride = 1, Pad = 1)] public partial Layer Y2 { get; }
    [AvgPool(3, Stride = 1, Pad = 1)] public partial Layer Y3 { get; }
    [AvgPool(3, Stride = 1, Pad = 1)] public partial Layer Y4 { get; }
}

/// <inheritdoc cref="DepthwiseChain"/>
[InferenceOf<DepthwiseChain>(Height = 56, Width = 56)]
internal sealed partial class DepthwiseChainReader;

/// <inheritdoc cref="StridedDepthwiseChain"/>
[InferenceOf<StridedDepthwiseChain>(Height = 112, Width = 112)]
internal sealed partial class StridedDepthwiseChainReader;

/// <inheritdoc cref="BatchNormChain"/>
[InferenceOf<BatchNormChain>(Height = 56, Width = 56)]
internal sealed partial class BatchNormChainReader;

/// <inheritdoc cref="MaxPoolChain"/>
[InferenceOf<MaxPoolChain>(Height = 28, Width = 28)]
internal sealed partial class MaxPoolChainReader;

/// <inheritdoc cref="StridedMaxPoolChain"/>
[InferenceOf<StridedMaxPoolChain>(Height = 112, Width = 112)]
internal sealed partial class StridedMaxPoolChainReader;

/// <inheritdoc cref="AvgPoolChain"/>
[InferenceOf<AvgPoolChain>(Height = 35, Width = 35)]
internal sealed partial class AvgPoolChainReader;
