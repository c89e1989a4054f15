namespace Kiln.Networks.Tests.Networks;

/// <summary>A label per pixel of a padded map of scores.</summary>
[Network]
public sealed partial class PixelScores
{
    [Input(7, 9, 3)]          public partial Layer     Image  { get; }
    [Conv(3, 3, 10, Pad = 1)] public partial ConvLayer Conv1  { get; }
    [Relu]                    public partial Layer     Relu1  { get; }
    [Conv(3, 3, 6, Pad = 1)]  public partial ConvLayer Scores { get; }
    [SoftmaxLoss]             public partial LossLayer Loss   { get; }
}

/// <summary>A loss that no convolution is fused with.</summary>
[Network]
public sealed partial class LossAfterRelu
{
    [Input(6, 5, 2)] public partial Layer     Image { get; }
    [Conv(3, 3, 9)]  public partial ConvLayer Conv1 { get; }
    [Conv(4, 3, 6)]  public partial ConvLayer Conv2 { get; }
    [Relu]           public partial Layer     Relu1 { get; }
    [SoftmaxLoss]    public partial LossLayer Loss  { get; }
}

/// <summary>Scores that are maxima, also of pixels that overlap.</summary>
[Network]
public sealed partial class LossAfterPool
{
    [Input(8, 9, 2)]            public partial Layer     Image { get; }
    [Conv(3, 3, 7)]             public partial ConvLayer Conv1 { get; }
    [MaxPool(2)]                public partial Layer     Pool1 { get; }
    [Conv(2, 2, 5)]             public partial ConvLayer Conv2 { get; }
    [MaxPool(2, 1, Stride = 1)] public partial Layer     Pool2 { get; }
    [SoftmaxLoss]               public partial LossLayer Loss  { get; }
}

/// <summary>More classes than a tile of scores is wide.</summary>
[Network]
public sealed partial class ManyClasses
{
    [Input(6, 6, 3)]  public partial Layer     Image  { get; }
    [Conv(3, 3, 8)]   public partial ConvLayer Conv1  { get; }
    [Relu]            public partial Layer     Relu1  { get; }
    [Conv(4, 4, 103)] public partial ConvLayer Scores { get; }
    [SoftmaxLoss]     public partial LossLayer Loss   { get; }
}

/// <summary>Outputs that a caller reads are stored, and keep layers apart.</summary>
[Network]
public sealed partial class Kept
{
    [Input(10, 10, 2)]           public partial Layer     Image  { get; }
    [Conv(3, 3, 9, Keep = true)] public partial ConvLayer Kept1  { get; }
    [MaxPool(2)]                 public partial Layer     Pool1  { get; }
    [Conv(2, 2, 7)]              public partial ConvLayer Conv1  { get; }
    [Relu(Keep = true)]          public partial Layer     Kept2  { get; }
    [Conv(3, 3, 4)]              public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                public partial LossLayer Loss   { get; }
}
