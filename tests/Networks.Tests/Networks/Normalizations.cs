namespace Kiln.Networks.Tests.Networks;

/// <summary>As of ResNet: convolution without bias, normalisation, rectification; a sum of normalised maps.</summary>
[Network]
public sealed partial class NormalizedShortcut
{
    [Input(8, 9, 3)]                           public partial Layer          Image  { get; }
    [Conv(3, 3, 9, Pad = 1, Bias = false)]     public partial ConvLayer      Conv1  { get; }
    [BatchNorm]                                public partial BatchNormLayer Norm1  { get; }
    [Relu]                                     public partial Layer          Relu1  { get; }
    [Conv(3, 3, 9, Pad = 1, Bias = false)]     public partial ConvLayer      Conv2  { get; }
    [BatchNorm(Epsilon = 1e-3)]                public partial BatchNormLayer Norm2  { get; }
    [Add(nameof(Relu1), nameof(Norm2))]        public partial Layer          Sum    { get; }
    [Relu]                                     public partial Layer          Relu2  { get; }
    [GlobalAvgPool]                            public partial Layer          Pooled { get; }
    [Dense(4)]                                 public partial ConvLayer      Scores { get; }
    [SoftmaxLoss]                              public partial LossLayer      Loss   { get; }
}

/// <summary>Normalisation after a rectified convolution, after a pool, of the image, and before the loss.</summary>
[Network]
public sealed partial class NormalizedLate
{
    [Input(10, 9, 3)]           public partial Layer          Image  { get; }
    [BatchNorm]                 public partial BatchNormLayer Norm0  { get; }
    [Conv(3, 3, 17)]            public partial ConvLayer      Conv1  { get; }
    [Relu]                      public partial Layer          Relu1  { get; }
    [BatchNorm(Rate = 0.25)]    public partial BatchNormLayer Norm1  { get; }
    [Conv(2, 2, 9, Pad = 1)]    public partial ConvLayer      Conv2  { get; }
    [MaxPool(2)]                public partial Layer          Pool2  { get; }
    [BatchNorm]                 public partial BatchNormLayer Norm2  { get; }
    [Conv(4, 4, 5)]             public partial ConvLayer      Conv3  { get; }
    [BatchNorm(Epsilon = 0.1)]  public partial BatchNormLayer Scores { get; }
    [SoftmaxLoss]               public partial LossLayer      Loss   { get; }
}

/// <summary>A normalised map with two readers, a convolution that is read besides its normalisation, normalisation before a pool.</summary>
[Network]
public sealed partial class NormalizedReaders
{
    [Input(9, 9, 2)]                                     public partial Layer          Image  { get; }
    [Conv(2, 2, 10)]                                     public partial ConvLayer      Conv1  { get; }
    [BatchNorm]                                          public partial BatchNormLayer Norm1  { get; }
    [MaxPool(2)]                                         public partial Layer          Pool1  { get; }
    [AvgPool(2, From = nameof(Norm1))]                   public partial Layer          Pool2  { get; }
    [MaxPool(2, From = nameof(Conv1))]                   public partial Layer          Pool3  { get; }
    [Concat(nameof(Pool1), nameof(Pool2), nameof(Pool3))] public partial Layer         Joint  { get; }
    [BatchNorm]                                          public partial BatchNormLayer Norm2  { get; }
    [Relu]                                               public partial Layer          Relu2  { get; }
    [Dense(4)]                                           public partial ConvLayer      Scores { get; }
    [SoftmaxLoss]                                        public partial LossLayer      Loss   { get; }
}

/// <summary>Normalisation after convolutions in Winograd's domain.</summary>
[Network]
public sealed partial class NormalizedTransforms
{
    [Input(8, 9, 16)]                        public partial Layer          Image  { get; }
    [Conv(3, 3, 24, Pad = 1)]                public partial ConvLayer      Conv1  { get; }
    [BatchNorm]                              public partial BatchNormLayer Norm1  { get; }
    [Relu]                                   public partial Layer          Relu1  { get; }
    [Conv(3, 3, 20, Pad = 1, Bias = false)]  public partial ConvLayer      Conv2  { get; }
    [BatchNorm]                              public partial BatchNormLayer Norm2  { get; }
    [Relu(Ceiling = 6)]                      public partial Layer          Relu2  { get; }
    [Dense(3)]                               public partial ConvLayer      Scores { get; }
    [SoftmaxLoss]                            public partial LossLayer      Loss   { get; }
}

/// <summary>Factors and offsets of the image, after a convolution, after a pool, and without offsets.</summary>
[Network]
public sealed partial class Scales
{
    [Input(8, 7, 5)]           public partial Layer      Image  { get; }
    [Scale]                    public partial ScaleLayer Scale0 { get; }
    [Conv(3, 3, 9)]            public partial ConvLayer  Conv1  { get; }
    [Scale(Bias = false)]      public partial ScaleLayer Scale1 { get; }
    [Relu]                     public partial Layer      Relu1  { get; }
    [Conv(2, 2, 17, Pad = 1)]  public partial ConvLayer  Conv2  { get; }
    [MaxPool(2)]               public partial Layer      Pool2  { get; }
    [Scale]                    public partial ScaleLayer Scale2 { get; }
    [Scale]                    public partial ScaleLayer Scale3 { get; }
    [Dense(4)]                 public partial ConvLayer  Scores { get; }
    [SoftmaxLoss]              public partial LossLayer  Loss   { get; }
}

/// <summary>Every pixel divided by its length.</summary>
[Network(OwnLoss = true)]
public sealed partial class UnitLengths
{
    [Input(1, 2, 3)]                             public partial Layer Image { get; }
    [Lrn(5, Kappa = 0, Alpha = 1, Beta = 0.5)]   public partial Layer Norm  { get; }
}

/// <summary>Local response normalisation between convolution and pool, of the image, over even windows and over more channels than there are.</summary>
[Network]
public sealed partial class LocalResponses
{
    [Input(9, 10, 3)]                                            public partial Layer     Image  { get; }
    [Lrn(7, Alpha = 0.05, Beta = 0.5)]                           public partial Layer     Norm0  { get; }
    [Conv(2, 3, 20)]                                             public partial ConvLayer Conv1  { get; }
    [Relu]                                                       public partial Layer     Relu1  { get; }
    [Lrn(5, Alpha = 0.2)]                                        public partial Layer     Norm1  { get; }
    [MaxPool(2)]                                                 public partial Layer     Pool1  { get; }
    [Conv(2, 2, 9)]                                              public partial ConvLayer Conv2  { get; }
    [Lrn(4, Kappa = 1, Alpha = 0.5, Beta = 1)]                   public partial Layer     Norm2  { get; }
    [Lrn(1, Alpha = 0.3)]                                        public partial Layer     Norm3  { get; }
    [Dense(4)]                                                   public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                                                public partial LossLayer Loss   { get; }
}
