namespace Kiln.Networks.Tests.Networks;

/// <summary>Every so many pixels, with and without biases and padding, and crops, with what may follow them in registers.</summary>
[Network]
public sealed partial class Subsampled
{
    [Input(11, 12, 3)]                                                    public partial Layer     Image  { get; }
    [Crop(Top = 1, Right = 2)]                                            public partial Layer     Inner  { get; }
    [Conv(2, 2, 9)]                                                       public partial ConvLayer Conv1  { get; }
    [Subsample(Stride = 2, Bias = true, PadTop = 1, PadRight = 2)]        public partial Layer     Half   { get; }
    [Relu]                                                                public partial Layer     Relu1  { get; }
    [Crop(Left = 1, Bottom = 1)]                                          public partial Layer     Cut    { get; }
    [Scale]                                                               public partial ScaleLayer Scale { get; }
    [Subsample(StrideX = 2)]                                              public partial Layer     Thin   { get; }
    [Relu]                                                                public partial Layer     Relu2  { get; }
    [Dense(4)]                                                            public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                                                         public partial LossLayer Loss   { get; }
}

/// <summary>Maps below and beside one another, one of them twice, which padded convolutions and pools read on; a flattened map.</summary>
[Network]
public sealed partial class JoinedRows
{
    [Input(7, 6, 3)]                                                              public partial Layer     Image  { get; }
    [Conv(3, 3, 5, Pad = 1)]                                                      public partial ConvLayer Conv1  { get; }
    [MaxPool(2, Stride = 1, From = nameof(Conv1))]                                public partial Layer     Pool1  { get; }
    [Crop(Right = 1, From = nameof(Conv1))]                                       public partial Layer     Narrow { get; }
    [Concat(nameof(Pool1), nameof(Narrow), nameof(Pool1), Along = Axes.Rows)]     public partial Layer     Tall   { get; }
    [Conv(3, 3, 4, PadTop = 1)]                                                   public partial ConvLayer Conv2  { get; }
    [Relu]                                                                        public partial Layer     Relu2  { get; }
    [Crop(Left = 2)]                                                              public partial Layer     Last   { get; }
    [Concat(nameof(Last), nameof(Relu2), Along = Axes.Columns)]                   public partial Layer     Wide   { get; }
    [Flatten]                                                                     public partial Layer     Row    { get; }
    [Dense(4)]                                                                    public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                                                                 public partial LossLayer Loss   { get; }
}
