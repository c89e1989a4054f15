namespace Kiln.Bench.Networks;

/// <summary>A classifier of small pictures as one writes it by hand: pairs of 3×3 convolutions, each pair at half the size and twice the channels of the one before.</summary>
[Network]
public sealed partial class Conv32
{
    [Input(32, 32, 3)]         public partial Layer     Image  { get; }
    [Conv(3, 3, 64, Pad = 1)]  public partial ConvLayer Conv1  { get; }
    [Relu]                     public partial Layer     Relu1  { get; }
    [Conv(3, 3, 64, Pad = 1)]  public partial ConvLayer Conv2  { get; }
    [Relu]                     public partial Layer     Relu2  { get; }
    [MaxPool(2)]               public partial Layer     Pool2  { get; }
    [Conv(3, 3, 128, Pad = 1)] public partial ConvLayer Conv3  { get; }
    [Relu]                     public partial Layer     Relu3  { get; }
    [Conv(3, 3, 128, Pad = 1)] public partial ConvLayer Conv4  { get; }
    [Relu]                     public partial Layer     Relu4  { get; }
    [MaxPool(2)]               public partial Layer     Pool4  { get; }
    [Conv(3, 3, 256, Pad = 1)] public partial ConvLayer Conv5  { get; }
    [Relu]                     public partial Layer     Relu5  { get; }
    [Conv(3, 3, 256, Pad = 1)] public partial ConvLayer Conv6  { get; }
    [Relu]                     public partial Layer     Relu6  { get; }
    [MaxPool(2)]               public partial Layer     Pool6  { get; }
    [Dense(10)]                public partial ConvLayer Scores { get; }
    [SoftmaxLoss]              public partial LossLayer Loss   { get; }
}
