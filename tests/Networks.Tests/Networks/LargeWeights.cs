namespace Kiln.Networks.Tests.Networks;

/// <summary>73,728 and 147,456 weights, more than half a second-level cache: panels of weights outside, blocks of images inside.</summary>
[Network]
public sealed partial class LargeWeights
{
    [Input(7, 6, 64)] public partial Layer     Image  { get; }
    [Conv(3, 3, 128)] public partial ConvLayer Conv1  { get; }
    [Relu]            public partial Layer     Relu1  { get; }
    [Conv(4, 3, 96)]  public partial ConvLayer Conv2  { get; }
    [Conv(2, 2, 11)]  public partial ConvLayer Scores { get; }
    [SoftmaxLoss]     public partial LossLayer Loss   { get; }
}

/// <summary>65,664 weights, just over half a second-level cache, after which a pool is fused.</summary>
[Network]
public sealed partial class LargePooledWeights
{
    [Input(7, 8, 48)] public partial Layer     Image  { get; }
    [Conv(3, 4, 114)] public partial ConvLayer Conv1  { get; }
    [MaxPool(2)]      public partial Layer     Pool1  { get; }
    [Relu]            public partial Layer     Relu1  { get; }
    [Conv(2, 2, 7)]   public partial ConvLayer Scores { get; }
    [SoftmaxLoss]     public partial LossLayer Loss   { get; }
}
