namespace Kiln.Networks.Tests.Networks;

/// <summary>Gradients that would never be written, or whose memory is given away: before a pool, in front of the first layer that learns, of a sum, of the image.</summary>
[Network]
public sealed partial class KeptGradients
{
    [Input(9, 8, 3, KeepGradient = true)]              public partial Layer     Image  { get; }
    [Conv(3, 3, 6, Pad = 1, Frozen = true, KeepGradient = true)] public partial ConvLayer Conv1 { get; }
    [MaxPool(2, KeepGradient = true)]                  public partial Layer     Pool1  { get; }
    [Relu(KeepGradient = true)]                        public partial Layer     Relu1  { get; }
    [Conv(3, 3, 6, Pad = 1)]                           public partial ConvLayer Conv2  { get; }
    [Add(nameof(Relu1), nameof(Conv2), KeepGradient = true)] public partial Layer Sum  { get; }
    [Tanh(KeepGradient = true)]                        public partial Layer     Bent   { get; }
    [MaxPool(2)]                                       public partial Layer     Pool2  { get; }
    [Dense(4, KeepGradient = true)]                    public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                                      public partial LossLayer Loss   { get; }
}

/// <summary>Layers that are left out in inference, one of them in front of a pool and one that makes the scores.</summary>
[Network]
public sealed partial class TrainingOnlyLayers
{
    [Input(10, 9, 4)]                                            public partial Layer          Image  { get; }
    [Scale(TrainingOnly = true)]                                 public partial ScaleLayer     Scale1 { get; }
    [Conv(3, 3, 8, Pad = 1)]                                     public partial ConvLayer      Conv1  { get; }
    [BatchNorm(TrainingOnly = true)]                             public partial BatchNormLayer Norm1  { get; }
    [Relu(TrainingOnly = true)]                                  public partial Layer          Relu1  { get; }
    [MaxPool(2)]                                                 public partial Layer          Pool1  { get; }
    [Conv(3, 3, 8, Pad = 1, TrainingOnly = true)]                public partial ConvLayer      Conv2  { get; }
    [Add(nameof(Pool1), nameof(Conv2))]                          public partial Layer          Sum    { get; }
    [Dense(5)]                                                   public partial ConvLayer      Top    { get; }
    [Tanh(TrainingOnly = true)]                                  public partial Layer          Scores { get; }
    [SoftmaxLoss]                                                public partial LossLayer      Loss   { get; }
}

/// <summary>A pool that is left out in inference, after what would be computed behind it.</summary>
[Network]
public sealed partial class TrainingOnlyPool
{
    [Input(6, 5, 3)]                    public partial Layer     Image  { get; }
    [Conv(3, 3, 7)]                     public partial ConvLayer Conv1  { get; }
    [Relu(Ceiling = 0.5)]               public partial Layer     Relu1  { get; }
    [MaxPool(3, Stride = 1, Pad = 1, TrainingOnly = true)] public partial Layer Pool1 { get; }
    [Dense(4)]                          public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                       public partial LossLayer Loss   { get; }
}

/// <summary>What is left, at any size.</summary>
[InferenceOf<TrainingOnlyLayers>]
public sealed partial class TrainingOnlyReader;

/// <summary>What is left, at another size.</summary>
[InferenceOf<TrainingOnlyLayers>(Height = 12, Width = 9)]
public sealed partial class TrainingOnlyImages;
