namespace Kiln.Networks.Tests.Networks;

/// <summary>Windows of 2×2 after convolutions, over maps of odd extents, whose last row and column are dropped.</summary>
[Network]
public sealed partial class PooledPairs
{
    [Input(16, 15, 3)] public partial Layer     Image  { get; }
    [Conv(2, 3, 9)]    public partial ConvLayer Conv1  { get; }
    [MaxPool(2)]       public partial Layer     Pool1  { get; }
    [Conv(3, 2, 17)]   public partial ConvLayer Conv2  { get; }
    [MaxPool(2)]       public partial Layer     Pool2  { get; }
    [Conv(2, 2, 5)]    public partial ConvLayer Scores { get; }
    [SoftmaxLoss]      public partial LossLayer Loss   { get; }
}

/// <summary>Windows of 3×3, nine sums a cell.</summary>
[Network]
public sealed partial class PooledTriples
{
    [Input(14, 17, 1)] public partial Layer     Image  { get; }
    [Conv(3, 3, 20)]   public partial ConvLayer Conv1  { get; }
    [MaxPool(3)]       public partial Layer     Pool1  { get; }
    [Conv(2, 2, 11)]   public partial ConvLayer Conv2  { get; }
    [MaxPool(3)]       public partial Layer     Pool2  { get; }
    [Conv(1, 1, 3)]    public partial ConvLayer Scores { get; }
    [SoftmaxLoss]      public partial LossLayer Loss   { get; }
}

/// <summary>Windows of 1×12 and 12×1, the most positions that stay in registers, and of 1×13, one too many.</summary>
[Network]
public sealed partial class PooledStripes
{
    [Input(14, 30, 2)]            public partial Layer     Image  { get; }
    [Conv(1, 3, 8)]               public partial ConvLayer Conv1  { get; }
    [MaxPool(1, 12)]              public partial Layer     Pool1  { get; }
    [Conv(1, 2, 5)]               public partial ConvLayer Conv2  { get; }
    [Conv(2, 1, 9, Pad = 2)]      public partial ConvLayer Conv3  { get; }
    [MaxPool(12, 1)]              public partial Layer     Pool2  { get; }
    [Conv(1, 1, 4, PadLeft = 20)] public partial ConvLayer Conv4  { get; }
    [MaxPool(1, 13)]              public partial Layer     Pool3  { get; }
    [Conv(1, 1, 3)]               public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                 public partial LossLayer Loss   { get; }
}

/// <summary>Strides beyond the window: some sums count for nothing.</summary>
[Network]
public sealed partial class PoolGaps
{
    [Input(15, 16, 2)]                        public partial Layer     Image  { get; }
    [Conv(3, 3, 7)]                           public partial ConvLayer Conv1  { get; }
    [MaxPool(2, Stride = 3)]                  public partial Layer     Pool1  { get; }
    [Relu]                                    public partial Layer     Relu1  { get; }
    [Conv(2, 2, 10)]                          public partial ConvLayer Conv2  { get; }
    [MaxPool(1, 2, StrideY = 2, StrideX = 3)] public partial Layer     Pool2  { get; }
    [Conv(2, 1, 4)]                           public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                             public partial LossLayer Loss   { get; }
}

/// <summary>Rectified before the maximum.</summary>
[Network]
public sealed partial class ReluThenPool
{
    [Input(13, 12, 3)] public partial Layer     Image  { get; }
    [Conv(3, 3, 12)]   public partial ConvLayer Conv1  { get; }
    [Relu]             public partial Layer     Relu1  { get; }
    [MaxPool(2)]       public partial Layer     Pool1  { get; }
    [Conv(2, 2, 9)]    public partial ConvLayer Conv2  { get; }
    [Relu]             public partial Layer     Relu2  { get; }
    [MaxPool(2, 1)]    public partial Layer     Pool2  { get; }
    [Conv(2, 3, 4)]    public partial ConvLayer Scores { get; }
    [SoftmaxLoss]      public partial LossLayer Loss   { get; }
}

/// <summary>Rectified after the maximum.</summary>
[Network]
public sealed partial class PoolThenRelu
{
    [Input(13, 12, 3)] public partial Layer     Image  { get; }
    [Conv(3, 3, 12)]   public partial ConvLayer Conv1  { get; }
    [MaxPool(2)]       public partial Layer     Pool1  { get; }
    [Relu]             public partial Layer     Relu1  { get; }
    [Conv(2, 2, 9)]    public partial ConvLayer Conv2  { get; }
    [MaxPool(2, 1)]    public partial Layer     Pool2  { get; }
    [Relu]             public partial Layer     Relu2  { get; }
    [Conv(2, 3, 4)]    public partial ConvLayer Scores { get; }
    [SoftmaxLoss]      public partial LossLayer Loss   { get; }
}

/// <summary>Rectified on both sides of the maximum, and twice in a row.</summary>
[Network]
public sealed partial class ReluPoolRelu
{
    [Input(10, 9, 2)] public partial Layer     Image  { get; }
    [Conv(3, 2, 9)]   public partial ConvLayer Conv1  { get; }
    [Relu]            public partial Layer     Relu1  { get; }
    [MaxPool(2)]      public partial Layer     Pool1  { get; }
    [Relu]            public partial Layer     Relu2  { get; }
    [Conv(2, 2, 6)]   public partial ConvLayer Conv2  { get; }
    [Relu]            public partial Layer     Relu3  { get; }
    [Relu]            public partial Layer     Relu4  { get; }
    [Conv(2, 2, 3)]   public partial ConvLayer Scores { get; }
    [SoftmaxLoss]     public partial LossLayer Loss   { get; }
}

/// <summary>Windows that share pixels: their gradients add up.</summary>
[Network]
public sealed partial class OverlappingPools
{
    [Input(15, 14, 3)]          public partial Layer     Image  { get; }
    [Conv(3, 3, 9)]             public partial ConvLayer Conv1  { get; }
    [MaxPool(3, Stride = 2)]    public partial Layer     Pool1  { get; }
    [Conv(2, 2, 7)]             public partial ConvLayer Conv2  { get; }
    [Relu]                      public partial Layer     Relu1  { get; }
    [MaxPool(2, Stride = 1)]    public partial Layer     Pool2  { get; }
    [MaxPool(3, 2, Stride = 1)] public partial Layer     Pool3  { get; }
    [Conv(1, 2, 4)]             public partial ConvLayer Scores { get; }
    [SoftmaxLoss]               public partial LossLayer Loss   { get; }
}

/// <summary>Windows clipped at every side, by another pad each.</summary>
[Network]
public sealed partial class PaddedPools
{
    [Input(11, 13, 3)]                                                                 public partial Layer     Image  { get; }
    [Conv(2, 2, 10)]                                                                   public partial ConvLayer Conv1  { get; }
    [MaxPool(3, Stride = 2, Pad = 1)]                                                  public partial Layer     Pool1  { get; }
    [Conv(2, 2, 7, Pad = 1)]                                                           public partial ConvLayer Conv2  { get; }
    [MaxPool(3, 2, StrideY = 2, StrideX = 3, PadTop = 1, PadBottom = 2, PadRight = 1)] public partial Layer     Pool2  { get; }
    [Conv(2, 2, 5)]                                                                    public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                                                                      public partial LossLayer Loss   { get; }
}

/// <summary>A pool straight after the input.</summary>
[Network]
public sealed partial class PoolFirst
{
    [Input(9, 11, 5)] public partial Layer     Image  { get; }
    [MaxPool(2, 3)]   public partial Layer     Pool1  { get; }
    [Conv(2, 2, 6)]   public partial ConvLayer Scores { get; }
    [SoftmaxLoss]     public partial LossLayer Loss   { get; }
}

/// <summary>A rectification straight after the input.</summary>
[Network]
public sealed partial class ReluFirst
{
    [Input(5, 7, 3)] public partial Layer     Image  { get; }
    [Relu]           public partial Layer     Relu1  { get; }
    [Conv(3, 3, 9)]  public partial ConvLayer Conv1  { get; }
    [Relu]           public partial Layer     Relu2  { get; }
    [Conv(3, 5, 4)]  public partial ConvLayer Scores { get; }
    [SoftmaxLoss]    public partial LossLayer Loss   { get; }
}

/// <summary>A pool after a pool: one is fused, the other is not.</summary>
[Network]
public sealed partial class PoolTwice
{
    [Input(17, 18, 2)]                public partial Layer     Image  { get; }
    [Conv(2, 3, 11)]                  public partial ConvLayer Conv1  { get; }
    [MaxPool(2)]                      public partial Layer     Pool1  { get; }
    [MaxPool(2)]                      public partial Layer     Pool2  { get; }
    [MaxPool(2, Stride = 1, Pad = 1)] public partial Layer     Pool3  { get; }
    [Conv(3, 3, 4)]                   public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                     public partial LossLayer Loss   { get; }
}

/// <summary>Pooled and rectified maps that a padded convolution reads: the masks have borders too.</summary>
[Network]
public sealed partial class PoolBeforeBorder
{
    [Input(12, 12, 2)]                       public partial Layer     Image  { get; }
    [Conv(3, 3, 9, Pad = 1)]                 public partial ConvLayer Conv1  { get; }
    [Relu]                                   public partial Layer     Relu1  { get; }
    [MaxPool(2)]                             public partial Layer     Pool1  { get; }
    [Conv(3, 3, 8, Pad = 1)]                 public partial ConvLayer Conv2  { get; }
    [MaxPool(2)]                             public partial Layer     Pool2  { get; }
    [Relu]                                   public partial Layer     Relu2  { get; }
    [Conv(3, 3, 7, PadTop = 2, PadLeft = 1)] public partial ConvLayer Conv3  { get; }
    [Relu]                                   public partial Layer     Relu3  { get; }
    [Conv(3, 2, 5)]                          public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                            public partial LossLayer Loss   { get; }
}

/// <summary>Tiles of several images, and of several rows, over pooled maps with borders, whose winners have none.</summary>
[Network]
public sealed partial class SmallBorders
{
    [Input(9, 5, 2)]         public partial Layer     Image  { get; }
    [Conv(2, 2, 7)]          public partial ConvLayer Conv1  { get; }
    [MaxPool(4, 2)]          public partial Layer     Pool1  { get; }
    [Conv(3, 3, 9, Pad = 1)] public partial ConvLayer Conv2  { get; }
    [MaxPool(2)]             public partial Layer     Pool2  { get; }
    [Conv(3, 2, 4, Pad = 1)] public partial ConvLayer Scores { get; }
    [SoftmaxLoss]            public partial LossLayer Loss   { get; }
}
