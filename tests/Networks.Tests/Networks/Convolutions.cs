namespace Kiln.Networks.Tests.Networks;

/// <summary>The smallest useful network: the one the documentation shows.</summary>
[Network]
public sealed partial class TinyNet
{
    [Input(8, 8, 1)] public partial Layer     Image  { get; }
    [Conv(3, 3, 4)]  public partial ConvLayer Conv1  { get; }
    [Relu]           public partial Layer     Relu1  { get; }
    [Conv(6, 6, 2)]  public partial ConvLayer Scores { get; }
    [SoftmaxLoss]    public partial LossLayer Loss   { get; }
}

/// <summary>One filter, one channel, one class, a label per pixel: every vector is almost empty.</summary>
[Network]
public sealed partial class OneClass
{
    [Input(5, 4, 1)]              public partial Layer     Image  { get; }
    [Conv(2, 2, 1)]               public partial ConvLayer Conv1  { get; }
    [Conv(1, 1, 1, Bias = false)] public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                 public partial LossLayer Loss   { get; }
}

/// <summary>Channel counts around whole vectors: 3, 7, 8, 9, 17, 33.</summary>
[Network]
public sealed partial class OddChannels
{
    [Input(9, 11, 3)] public partial Layer     Image  { get; }
    [Conv(3, 3, 7)]   public partial ConvLayer Conv1  { get; }
    [Conv(2, 3, 8)]   public partial ConvLayer Conv2  { get; }
    [Conv(1, 2, 9)]   public partial ConvLayer Conv3  { get; }
    [Conv(3, 1, 17)]  public partial ConvLayer Conv4  { get; }
    [Conv(2, 2, 33)]  public partial ConvLayer Conv5  { get; }
    [Conv(1, 3, 5)]   public partial ConvLayer Scores { get; }
    [SoftmaxLoss]     public partial LossLayer Loss   { get; }
}

/// <summary>Filters of one pixel, as many channels out as few in.</summary>
[Network]
public sealed partial class OneByOne
{
    [Input(4, 5, 17)]             public partial Layer     Image  { get; }
    [Conv(1, 1, 33)]              public partial ConvLayer Conv1  { get; }
    [Conv(1, 1, 1)]               public partial ConvLayer Conv2  { get; }
    [Conv(1, 1, 24)]              public partial ConvLayer Conv3  { get; }
    [Conv(1, 1, 3, Bias = false)] public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                 public partial LossLayer Loss   { get; }
}

/// <summary>Rows that no tile divides: 29, 27, 23 and 13 columns.</summary>
[Network]
public sealed partial class WideRows
{
    [Input(3, 29, 3)]              public partial Layer     Image  { get; }
    [Conv(1, 3, 8)]                public partial ConvLayer Conv1  { get; }
    [Conv(3, 5, 16, Bias = false)] public partial ConvLayer Conv2  { get; }
    [Conv(1, 11, 40)]              public partial ConvLayer Conv3  { get; }
    [Conv(1, 13, 6)]               public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                  public partial LossLayer Loss   { get; }
}

/// <summary>Strides with remainders, strides beyond the filter, and pixels that no window touches.</summary>
[Network]
public sealed partial class StridedFilters
{
    [Input(11, 14, 3)]                        public partial Layer     Image  { get; }
    [Conv(3, 2, 4, StrideY = 2, StrideX = 3)] public partial ConvLayer Conv1  { get; }
    [Conv(1, 1, 9, Stride = 2)]               public partial ConvLayer Conv2  { get; }
    [Conv(2, 3, 7, Stride = 4, Pad = 1)]      public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                             public partial LossLayer Loss   { get; }
}

/// <summary>Another pad on every side, also wider than the filter.</summary>
[Network]
public sealed partial class AsymmetricPads
{
    [Input(6, 7, 2)]                                          public partial Layer     Image  { get; }
    [Conv(2, 4, 3, PadBottom = 1, PadLeft = 1, PadRight = 2)] public partial ConvLayer Conv1  { get; }
    [Conv(3, 3, 9, PadTop = 2)]                               public partial ConvLayer Conv2  { get; }
    [Relu]                                                    public partial Layer     Relu1  { get; }
    [Conv(3, 3, 5, Pad = 1, PadRight = 4)]                    public partial ConvLayer Conv3  { get; }
    [Conv(5, 4, 4, PadLeft = 1)]                              public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                                             public partial LossLayer Loss   { get; }
}

/// <summary>Convolutions without biases, alone, rectified and pooled.</summary>
[Network]
public sealed partial class NoBias
{
    [Input(10, 10, 2)]            public partial Layer     Image  { get; }
    [Conv(3, 3, 9, Bias = false)] public partial ConvLayer Conv1  { get; }
    [Relu]                        public partial Layer     Relu1  { get; }
    [Conv(3, 3, 7, Bias = false)] public partial ConvLayer Conv2  { get; }
    [MaxPool(2)]                  public partial Layer     Pool1  { get; }
    [Conv(2, 2, 4, Bias = false)] public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                 public partial LossLayer Loss   { get; }
}
