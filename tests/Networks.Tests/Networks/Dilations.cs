namespace Kiln.Networks.Tests.Networks;

/// <summary>Filters with gaps between their taps, equal and not both ways, with pads, strides and a pool after.</summary>
[Network]
public sealed partial class DilatedFilters
{
    [Input(15, 16, 3)]                                             public partial Layer     Image  { get; }
    [Conv(3, 3, 9, Dilation = 2)]                                  public partial ConvLayer Conv1  { get; }
    [Relu]                                                         public partial Layer     Relu1  { get; }
    [Conv(3, 2, 10, DilationY = 1, DilationX = 3, Pad = 1)]        public partial ConvLayer Conv2  { get; }
    [Conv(2, 3, 8, DilationY = 3, Stride = 2, Bias = false)]       public partial ConvLayer Conv3  { get; }
    [MaxPool(2)]                                                   public partial Layer     Pool3  { get; }
    [Conv(3, 3, 7, Dilation = 3, Pad = 3)]                         public partial ConvLayer Conv4  { get; }
    [Relu]                                                         public partial Layer     Relu4  { get; }
    [Dense(4)]                                                     public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                                                  public partial LossLayer Loss   { get; }
}

/// <summary>Gaps and groups together: two groups, a filter a channel, and a label per pixel.</summary>
[Network]
public sealed partial class DilatedGroups
{
    [Input(9, 10, 4)]                                                   public partial Layer     Image  { get; }
    [Conv(3, 3, 6, Groups = 2, Dilation = 2, Pad = 2)]                  public partial ConvLayer Conv1  { get; }
    [Relu]                                                              public partial Layer     Relu1  { get; }
    [Conv(3, 3, 6, Groups = 6, DilationY = 2, DilationX = 1, PadTop = 2, PadLeft = 1)] public partial ConvLayer Depth2 { get; }
    [Conv(2, 2, 9, Groups = 3, DilationX = 4)]                          public partial ConvLayer Conv3  { get; }
    [Relu]                                                              public partial Layer     Relu3  { get; }
    [Conv(1, 1, 5)]                                                     public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                                                       public partial LossLayer Loss   { get; }
}
