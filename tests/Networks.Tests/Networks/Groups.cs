namespace Kiln.Networks.Tests.Networks;

/// <summary>Filters in two and in three groups, with odd channels a group, pads and strides.</summary>
[Network]
public sealed partial class GroupedFilters
{
    [Input(9, 10, 6)]                                                 public partial Layer     Image  { get; }
    [Conv(3, 3, 10, Groups = 2)]                                      public partial ConvLayer Conv1  { get; }
    [Relu]                                                            public partial Layer     Relu1  { get; }
    [Conv(3, 2, 18, Groups = 2, Pad = 1, Bias = false)]               public partial ConvLayer Conv2  { get; }
    [Conv(2, 3, 15, Groups = 3, StrideY = 2)]                         public partial ConvLayer Conv3  { get; }
    [Relu(Leak = 0.1)]                                                public partial Layer     Relu3  { get; }
    [Conv(1, 1, 9, Groups = 3)]                                       public partial ConvLayer Conv4  { get; }
    [Dense(4)]                                                        public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                                                     public partial LossLayer Loss   { get; }
}

/// <summary>Groups of whole vectors, pooled and rectified, and wide enough for Winograd's domain.</summary>
[Network]
public sealed partial class WideGroups
{
    [Input(12, 11, 16)]                         public partial Layer     Image  { get; }
    [Conv(3, 3, 32, Groups = 2, Pad = 1)]       public partial ConvLayer Conv1  { get; }
    [MaxPool(2)]                                public partial Layer     Pool1  { get; }
    [Relu]                                      public partial Layer     Relu1  { get; }
    [Conv(3, 3, 48, Groups = 2, Pad = 1)]       public partial ConvLayer Conv2  { get; }
    [Relu]                                      public partial Layer     Relu2  { get; }
    [MaxPool(2)]                                public partial Layer     Pool2  { get; }
    [Conv(2, 2, 6, Groups = 3)]                 public partial ConvLayer Conv3  { get; }
    [Dense(3)]                                  public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                               public partial LossLayer Loss   { get; }
}

/// <summary>A filter a channel, as of MobileNet: strides 1 and 2, pads on some sides, and filters of one pixel between.</summary>
[Network]
public sealed partial class Depthwise
{
    [Input(11, 12, 3)]                                          public partial Layer          Image  { get; }
    [Conv(3, 3, 10, Stride = 2, Pad = 1)]                       public partial ConvLayer      Conv1  { get; }
    [Conv(3, 3, 10, Groups = 10, Pad = 1)]                      public partial ConvLayer      Depth1 { get; }
    [Relu(Ceiling = 6)]                                         public partial Layer          Relu1  { get; }
    [Conv(1, 1, 17)]                                            public partial ConvLayer      Point1 { get; }
    [Conv(3, 3, 17, Groups = 17, Stride = 2, PadTop = 1, PadLeft = 1, Bias = false)] public partial ConvLayer Depth2 { get; }
    [BatchNorm]                                                 public partial BatchNormLayer Norm2  { get; }
    [Relu]                                                      public partial Layer          Relu2  { get; }
    [Conv(1, 1, 8)]                                             public partial ConvLayer      Point2 { get; }
    [GlobalAvgPool]                                             public partial Layer          Pooled { get; }
    [Dense(4)]                                                  public partial ConvLayer      Scores { get; }
    [SoftmaxLoss]                                               public partial LossLayer      Loss   { get; }
}

/// <summary>A filter a channel at other strides: 3 and 2 with windows wider and narrower than these, gaps, crops of a transposed one, strides too long to gather over, and channels of whole vectors.</summary>
[Network]
public sealed partial class DepthwiseStrides
{
    [Input(17, 19, 2)]                                                                 public partial Layer     Image  { get; }
    [Conv(1, 1, 32)]                                                                   public partial ConvLayer Wide   { get; }
    [Conv(3, 3, 32, Groups = 32, StrideY = 2, StrideX = 3, Pad = 1)]                   public partial ConvLayer Depth1 { get; }
    [Conv(1, 4, 32, Groups = 32, StrideY = 2, StrideX = 2, DilationX = 2, PadRight = 3, PadLeft = 2, From = nameof(Wide))] public partial ConvLayer Depth2 { get; }
    [Conv(2, 3, 64, Groups = 32, DilationY = 3, DilationX = 2, PadTop = 3, PadRight = 4, From = nameof(Depth1))] public partial ConvLayer Pairs { get; }
    [Conv(5, 5, 32, Groups = 32, Stride = 5, Pad = 2, Bias = false, From = nameof(Wide))] public partial ConvLayer Long { get; }
    [ConvTranspose(3, 4, 32, Groups = 32, Stride = 2, CropTop = 1, CropLeft = 2)]      public partial ConvLayer Back   { get; }
    [Dense(3)]                                                                         public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                                                                      public partial LossLayer Loss   { get; }
    [GlobalAvgPool(From = nameof(Depth2))]                                             public partial Layer     Mean2  { get; }
    [Dense(3)]                                                                         public partial ConvLayer Score2 { get; }
    [SoftmaxLoss]                                                                      public partial LossLayer Loss2  { get; }
    [Dense(3, From = nameof(Pairs))]                                                   public partial ConvLayer Score3 { get; }
    [SoftmaxLoss]                                                                      public partial LossLayer Loss3  { get; }
}

/// <summary>A filter a channel whose window leaves no registers for its taps, over so many channels of so few rows that threads divide the channels.</summary>
[Network]
public sealed partial class DepthwiseParts
{
    [Input(6, 7, 2)]                            public partial Layer     Image  { get; }
    [Conv(1, 1, 160)]                           public partial ConvLayer Wide   { get; }
    [Conv(5, 5, 160, Groups = 160, Pad = 2)]    public partial ConvLayer Depth  { get; }
    [GlobalAvgPool]                             public partial Layer     Mean   { get; }
    [Dense(3)]                                  public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                               public partial LossLayer Loss   { get; }
}

/// <summary>Two filters per channel, one of the image, windows that are not square, and a pool after.</summary>
[Network]
public sealed partial class DepthwisePairs
{
    [Input(10, 9, 5)]                                                   public partial Layer     Image  { get; }
    [Conv(3, 3, 5, Groups = 5)]                                         public partial ConvLayer Depth0 { get; }
    [Conv(3, 2, 10, Groups = 5, PadBottom = 1, PadRight = 1)]           public partial ConvLayer Depth1 { get; }
    [Relu]                                                              public partial Layer     Relu1  { get; }
    [MaxPool(2)]                                                        public partial Layer     Pool1  { get; }
    [Conv(2, 2, 20, Groups = 10, StrideX = 2)]                          public partial ConvLayer Depth2 { get; }
    [MaxPool(2, 1)]                                                     public partial Layer     Pool2  { get; }
    [Conv(1, 1, 40, Groups = 20)]                                       public partial ConvLayer Depth3 { get; }
    [Dense(4)]                                                          public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                                                       public partial LossLayer Loss   { get; }
}
