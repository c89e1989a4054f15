namespace Kiln.Networks.Tests.Networks;

/// <summary>Channels scaled by what the whole map says of them (as in squeeze-and-excitation), pixels by a map of one channel, rows shifted by a column.</summary>
[Network]
public sealed partial class ScaledByLayers
{
    [Input(6, 5, 3)]                                             public partial Layer     Image   { get; }
    [Conv(3, 3, 17, Pad = 1)]                                    public partial ConvLayer Conv1   { get; }
    [Relu]                                                       public partial Layer     Relu1   { get; }
    [GlobalAvgPool]                                              public partial Layer     Pooled  { get; }
    [Dense(17)]                                                  public partial ConvLayer Gates   { get; }
    [Sigmoid]                                                    public partial Layer     Open    { get; }
    [Scale(nameof(Relu1), nameof(Open))]                         public partial Layer     Excited { get; }
    [Relu]                                                       public partial Layer     Relu2   { get; }
    [Conv(1, 1, 1, From = nameof(Conv1))]                        public partial ConvLayer Single  { get; }
    [AvgPool(1, 5, From = nameof(Single))]                       public partial Layer     Column  { get; }
    [Scale(nameof(Relu2), nameof(Single), nameof(Column))]       public partial Layer     Shifted { get; }
    [Scale(nameof(Shifted), nameof(Relu1))]                      public partial Layer     Whole   { get; }
    [Dense(4)]                                                   public partial ConvLayer Scores  { get; }
    [SoftmaxLoss]                                                public partial LossLayer Loss    { get; }
}

/// <summary>A siamese network: two pictures through the same filters, the distance of what comes out pixel by pixel, with weights and to a single point.</summary>
[Network]
public sealed partial class Siamese
{
    [Input(6, 5, 2)]                                                             public partial Layer     Left    { get; }
    [Input(6, 5, 2)]                                                             public partial Layer     Right   { get; }
    [Conv(2, 2, 35, From = nameof(Left))]                                        public partial ConvLayer Conv1   { get; }
    [Conv(2, 2, 35, From = nameof(Right), WeightsOf = nameof(Conv1))]            public partial ConvLayer Conv2   { get; }
    [PDist(nameof(Conv1), nameof(Conv2))]                                        public partial Layer     Apart   { get; }
    [GlobalAvgPool(From = nameof(Conv2))]                                        public partial Layer     Centre  { get; }
    [PDist(nameof(Conv1), nameof(Centre), Exponent = 3)]                         public partial Layer     Spread  { get; }
    [Sigmoid(From = nameof(Apart))]                                              public partial Layer     Weights { get; }
    [PDist(nameof(Conv1), nameof(Conv2), nameof(Weights), Exponent = 1)]         public partial Layer     Blocks  { get; }
    [PDist(nameof(Conv1), nameof(Conv2), NoRoot = true)]                         public partial Layer     Squares { get; }
    [Concat(nameof(Apart), nameof(Spread), nameof(Blocks), nameof(Squares))]     public partial Layer     All     { get; }
    [Dense(3)]                                                                   public partial ConvLayer Scores  { get; }
    [SoftmaxLoss]                                                                public partial LossLayer Loss    { get; }
}

/// <summary>Whether two pictures show the same: the squared distance of what the same filters make of them.</summary>
[Network]
public sealed partial class SamePicture
{
    [Input(6, 5, 2)]                                                             public partial Layer     Left    { get; }
    [Input(6, 5, 2)]                                                             public partial Layer     Right   { get; }
    [Conv(3, 3, 9, From = nameof(Left))]                                         public partial ConvLayer Conv1   { get; }
    [Tanh]                                                                       public partial Layer     Tanh1   { get; }
    [Conv(3, 3, 9, From = nameof(Right), WeightsOf = nameof(Conv1))]             public partial ConvLayer Conv2   { get; }
    [Tanh]                                                                       public partial Layer     Tanh2   { get; }
    [PDist(nameof(Tanh1), nameof(Tanh2), NoRoot = true, Aggregate = true)]       public partial Layer     Apart   { get; }
    [Dense(2)]                                                                   public partial ConvLayer Scores  { get; }
    [SoftmaxLoss]                                                                public partial LossLayer Loss    { get; }
}

/// <summary>Distances of whole images, of every rule of slopes.</summary>
[Network]
public sealed partial class WholeDistances
{
    [Input(4, 3, 5)]                                                                     public partial Layer     Image  { get; }
    [Conv(3, 3, 5, Pad = 1)]                                                             public partial ConvLayer Conv1  { get; }
    [PDist(nameof(Image), nameof(Conv1), Aggregate = true, Exponent = 0.5)]              public partial Layer     Half   { get; }
    [PDist(nameof(Image), nameof(Conv1), Aggregate = true, Exponent = 2.5)]              public partial Layer     More   { get; }
    [PDist(nameof(Image), nameof(Conv1), Aggregate = true, NoRoot = true, Exponent = 0.7)] public partial Layer   Rough  { get; }
    [PDist(nameof(Image), nameof(Conv1), Aggregate = true, NoRoot = true, Exponent = 3)] public partial Layer     Cubes  { get; }
    [Concat(nameof(Half), nameof(More), nameof(Rough), nameof(Cubes))]                   public partial Layer     All    { get; }
    [BatchNorm]                                                                          public partial BatchNormLayer Norm { get; }
    [Dense(3)]                                                                           public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                                                                        public partial LossLayer Loss   { get; }
}

/// <summary>A mask that the caller gives, which counts in training alone.</summary>
[Network]
public sealed partial class Masked
{
    [Input(5, 4, 7)]                             public partial Layer     Image  { get; }
    [Input(5, 4, 7)]                             public partial Layer     Mask   { get; }
    [Conv(3, 3, 7, Pad = 1, From = nameof(Image))] public partial ConvLayer Conv1 { get; }
    [Dropout(nameof(Conv1), nameof(Mask))]       public partial Layer     Some   { get; }
    [Relu]                                       public partial Layer     Relu1  { get; }
    [Dense(3)]                                   public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                                public partial LossLayer Loss   { get; }
}
