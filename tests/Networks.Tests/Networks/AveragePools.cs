namespace Kiln.Networks.Tests.Networks;

/// <summary>Means over windows with padding, overlap and gaps: borders are means of fewer pixels.</summary>
[Network]
public sealed partial class AveragePools
{
    [Input(13, 14, 3)]                                                                  public partial Layer     Image  { get; }
    [AvgPool(2, 3, Stride = 1)]                                                         public partial Layer     Pool0  { get; }
    [Conv(3, 3, 9)]                                                                     public partial ConvLayer Conv1  { get; }
    [AvgPool(3, Stride = 2, Pad = 1)]                                                   public partial Layer     Pool1  { get; }
    [Conv(2, 2, 17)]                                                                    public partial ConvLayer Conv2  { get; }
    [Relu]                                                                              public partial Layer     Relu2  { get; }
    [AvgPool(3, 2, StrideY = 1, StrideX = 3, PadTop = 2, PadBottom = 1, PadRight = 1)]  public partial Layer     Pool2  { get; }
    [Conv(3, 3, 7, Pad = 1)]                                                            public partial ConvLayer Conv3  { get; }
    [AvgPool(2, Stride = 3)]                                                            public partial Layer     Pool3  { get; }
    [Dense(4)]                                                                          public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                                                                       public partial LossLayer Loss   { get; }
}

/// <summary>The mean of every channel as the last step.</summary>
[Network]
public sealed partial class GlobalMean
{
    [Input(9, 7, 3)]           public partial Layer     Image  { get; }
    [Conv(3, 3, 20, Pad = 1)]  public partial ConvLayer Conv1  { get; }
    [Relu]                     public partial Layer     Relu1  { get; }
    [Conv(3, 3, 9)]            public partial ConvLayer Conv2  { get; }
    [GlobalAvgPool]            public partial Layer     Scores { get; }
    [SoftmaxLoss]              public partial LossLayer Loss   { get; }
}

/// <summary>The maximum of every channel, after a rectified convolution and after the image, beside its mean.</summary>
[Network]
public sealed partial class GlobalMaximum
{
    [Input(8, 11, 3)]                                            public partial Layer     Image  { get; }
    [Conv(3, 3, 17)]                                             public partial ConvLayer Conv1  { get; }
    [Relu]                                                       public partial Layer     Relu1  { get; }
    [GlobalMaxPool]                                              public partial Layer     Most   { get; }
    [GlobalAvgPool(From = nameof(Conv1))]                        public partial Layer     Mean   { get; }
    [GlobalMaxPool(From = nameof(Image))]                        public partial Layer     Bright { get; }
    [Concat(nameof(Most), nameof(Mean), nameof(Bright))]         public partial Layer     Both   { get; }
    [Dense(6)]                                                   public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                                                public partial LossLayer Loss   { get; }
}

/// <summary>Channel by channel attention: the mean squeezes, two dense layers excite, and a convolution reads what comes of it.</summary>
[Network]
public sealed partial class SqueezedPools
{
    [Input(6, 9, 8)]                      public partial Layer     Image   { get; }
    [AvgPool(6, 9)]                       public partial Layer     Whole   { get; }
    [Conv(1, 1, 3)]                       public partial ConvLayer Squeeze { get; }
    [Relu]                                public partial Layer     Relu1   { get; }
    [Conv(1, 1, 8)]                       public partial ConvLayer Excite  { get; }
    [Sigmoid]                             public partial Layer     Gate    { get; }
    [MaxPool(6, 9, From = nameof(Image))] public partial Layer     Most    { get; }
    [Add(nameof(Gate), nameof(Most))]     public partial Layer     Sum     { get; }
    [Dense(5)]                            public partial ConvLayer Scores  { get; }
    [SoftmaxLoss]                         public partial LossLayer Loss    { get; }
}

/// <summary>Rows of 9 to 19 cells, which go four at a time: windows of even size, cut on both sides, by more than the first four cells, and strides.</summary>
[Network]
public sealed partial class TiledPools
{
    [Input(6, 19, 5)]                                                                                        public partial Layer     Image  { get; }
    [Conv(1, 3, 17)]                                                                                         public partial ConvLayer Conv0  { get; }
    [MaxPool(3, 4, Stride = 1, PadTop = 1, PadBottom = 1, PadLeft = 1, PadRight = 2)]                        public partial Layer     Most1  { get; }
    [Dense(3)]                                                                                               public partial ConvLayer Score1 { get; }
    [SoftmaxLoss]                                                                                            public partial LossLayer Loss1  { get; }
    [AvgPool(2, 6, StrideY = 1, StrideX = 1, PadLeft = 5, PadRight = 4, From = nameof(Conv0))]               public partial Layer     Mean2  { get; }
    [MaxPool(3, Stride = 2, Pad = 1)]                                                                        public partial Layer     Most2  { get; }
    [Dense(3)]                                                                                               public partial ConvLayer Score2 { get; }
    [SoftmaxLoss]                                                                                            public partial LossLayer Loss2  { get; }
    [AvgPool(3, 4, Stride = 1, PadTop = 1, PadBottom = 1, PadLeft = 1, PadRight = 2, From = nameof(Conv0))]  public partial Layer     Mean3  { get; }
    [MaxPool(2, 3, StrideY = 1, StrideX = 3, PadLeft = 2, PadRight = 2)]                                     public partial Layer     Most3  { get; }
    [AvgPool(3, 2, Stride = 1, PadTop = 2, PadRight = 1)]                                                    public partial Layer     Again3 { get; }
    [Dense(3)]                                                                                               public partial ConvLayer Score3 { get; }
    [SoftmaxLoss]                                                                                            public partial LossLayer Loss3  { get; }
}
