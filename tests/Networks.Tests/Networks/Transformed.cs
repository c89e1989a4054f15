namespace Kiln.Networks.Tests.Networks;

/// <summary>Square filters over maps large enough for Winograd's domain: extents that its tiles divide and that they do not, pads on every side.</summary>
[Network]
public sealed partial class TransformedPads
{
    [Input(13, 14, 16)]                       public partial Layer     Image  { get; }
    [Conv(3, 3, 24, Pad = 1)]                 public partial ConvLayer Conv1  { get; }
    [Relu]                                    public partial Layer     Relu1  { get; }
    [Conv(3, 3, 33, PadTop = 2, PadLeft = 1)] public partial ConvLayer Conv2  { get; }
    [Conv(2, 2, 17, Bias = false)]            public partial ConvLayer Conv3  { get; }
    [Relu]                                    public partial Layer     Relu3  { get; }
    [Conv(5, 5, 20)]                          public partial ConvLayer Conv4  { get; }
    [Conv(4, 4, 5)]                           public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                             public partial LossLayer Loss   { get; }
}

/// <summary>Pools after transformed convolutions: of windows that tiles hold whole, and of others.</summary>
[Network]
public sealed partial class TransformedPools
{
    [Input(17, 19, 9)]        public partial Layer     Image  { get; }
    [Conv(3, 3, 20)]          public partial ConvLayer Conv1  { get; }
    [MaxPool(2)]              public partial Layer     Pool1  { get; }
    [Relu]                    public partial Layer     Relu1  { get; }
    [Conv(2, 2, 31, Pad = 1)] public partial ConvLayer Conv2  { get; }
    [Relu]                    public partial Layer     Relu2  { get; }
    [MaxPool(3, Stride = 2)]  public partial Layer     Pool2  { get; }
    [Conv(3, 3, 16, Pad = 2)] public partial ConvLayer Conv3  { get; }
    [Conv(3, 3, 7)]           public partial ConvLayer Scores { get; }
    [SoftmaxLoss]             public partial LossLayer Loss   { get; }
}

/// <summary>Pools along one axis alone after transformed convolutions: a tile holds more windows along the other.</summary>
[Network]
public sealed partial class TransformedStripes
{
    [Input(15, 18, 9)]        public partial Layer     Image  { get; }
    [Conv(3, 3, 20, Pad = 1)] public partial ConvLayer Conv1  { get; }
    [MaxPool(2, 1)]           public partial Layer     Pool1  { get; }
    [Conv(3, 3, 31, Pad = 1)] public partial ConvLayer Conv2  { get; }
    [Relu]                    public partial Layer     Relu2  { get; }
    [MaxPool(1, 2)]           public partial Layer     Pool2  { get; }
    [Conv(3, 3, 7)]           public partial ConvLayer Scores { get; }
    [SoftmaxLoss]             public partial LossLayer Loss   { get; }
}

/// <summary>Convolutions of equal sizes, which in a reader share their kernels.</summary>
[Network]
public sealed partial class EqualConvolutions
{
    [Input(16, 16, 8)]       public partial Layer     Image  { get; }
    [Conv(3, 3, 8, Pad = 1)] public partial ConvLayer Conv1  { get; }
    [Conv(3, 3, 8, Pad = 1)] public partial ConvLayer Conv2  { get; }
    [Conv(3, 3, 8, Pad = 1)] public partial ConvLayer Conv3  { get; }
    [Conv(16, 16, 5)]        public partial ConvLayer Scores { get; }
    [SoftmaxLoss]            public partial LossLayer Loss   { get; }
}

/// <summary>A pool after the second of two convolutions: it must not be taken for one after the first, whose output nothing else reads in a reader.</summary>
[Network]
public sealed partial class PoolAfterSecond
{
    [Input(12, 13, 3)] public partial Layer     Image  { get; }
    [Conv(2, 3, 10)]   public partial ConvLayer Conv1  { get; }
    [Relu]             public partial Layer     Relu1  { get; }
    [Conv(1, 2, 12)]   public partial ConvLayer Conv2  { get; }
    [MaxPool(2)]       public partial Layer     Pool2  { get; }
    [Conv(2, 2, 4)]    public partial ConvLayer Scores { get; }
    [SoftmaxLoss]      public partial LossLayer Loss   { get; }
}
