namespace Kiln.Networks.Tests.Networks;

/// <summary>A window of 2×127 positions: the most that a byte can number.</summary>
[Network]
public sealed partial class ByteWinners
{
    [Input(5, 256, 3)]                         public partial Layer     Image  { get; }
    [Conv(2, 3, 9, PadLeft = 1, PadRight = 1)] public partial ConvLayer Conv1  { get; }
    [MaxPool(2, 127)]                          public partial Layer     Pool1  { get; }
    [Conv(2, 2, 4)]                            public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                              public partial LossLayer Loss   { get; }
}

/// <summary>Windows of 255 and of 289 positions: numbered by two bytes.</summary>
[Network]
public sealed partial class WordWinners
{
    [Input(35, 33, 2)]                     public partial Layer     Image  { get; }
    [Conv(2, 2, 9)]                        public partial ConvLayer Conv1  { get; }
    [MaxPool(15, 17, Stride = 1, Pad = 3)] public partial Layer     Pool1  { get; }
    [Conv(3, 3, 5)]                        public partial ConvLayer Conv2  { get; }
    [MaxPool(17, Stride = 3)]              public partial Layer     Pool2  { get; }
    [Conv(1, 1, 3)]                        public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                          public partial LossLayer Loss   { get; }
}

/// <summary>Windows that overlap: a few cells hold each pixel, numbered by two bytes, and as many as make it cheaper to visit the winners.</summary>
[Network]
public sealed partial class OverlappingWinners
{
    [Input(33, 31, 2)]               public partial Layer     Image  { get; }
    [Conv(2, 2, 21)]                 public partial ConvLayer Conv1  { get; }
    [MaxPool(16, Stride = 5, Pad = 3)] public partial Layer   Pool1  { get; }
    [Conv(2, 2, 5)]                  public partial ConvLayer Conv2  { get; }
    [MaxPool(3, 2, Stride = 1, PadBottom = 2)] public partial Layer Pool2 { get; }
    [Dense(3)]                       public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                    public partial LossLayer Loss   { get; }
    [MaxPool(5, Stride = 1, From = nameof(Conv1))] public partial Layer Pool3 { get; }
    [Dense(3)]                       public partial ConvLayer Other  { get; }
    [SoftmaxLoss]                    public partial LossLayer Loss2  { get; }
}

/// <summary>A filter row of 165 floats after which a pool is fused: more than the registers hold at once.</summary>
[Network]
public sealed partial class WideFilterRow
{
    [Input(7, 10, 33)]        public partial Layer     Image  { get; }
    [Conv(3, 5, 9)]           public partial ConvLayer Conv1  { get; }
    [MaxPool(2)]              public partial Layer     Pool1  { get; }
    [Conv(2, 3, 17, Pad = 1)] public partial ConvLayer Conv2  { get; }
    [MaxPool(2)]              public partial Layer     Pool2  { get; }
    [Conv(1, 1, 4)]           public partial ConvLayer Scores { get; }
    [SoftmaxLoss]             public partial LossLayer Loss   { get; }
}
