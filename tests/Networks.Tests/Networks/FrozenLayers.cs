namespace Kiln.Networks.Tests.Networks;

/// <summary>Convolutions that do not learn below those that do: their gradients are 0, and only the image's goes through them.</summary>
[Network]
public sealed partial class FrozenBelow
{
    [Input(9, 10, 3)]                          public partial Layer     Image  { get; }
    [Conv(3, 3, 9, Frozen = true)]             public partial ConvLayer Conv1  { get; }
    [Relu]                                     public partial Layer     Relu1  { get; }
    [Conv(3, 3, 10, Pad = 1, Frozen = true)]   public partial ConvLayer Conv2  { get; }
    [MaxPool(2)]                               public partial Layer     Pool2  { get; }
    [Conv(2, 2, 7)]                            public partial ConvLayer Conv3  { get; }
    [Relu]                                     public partial Layer     Relu3  { get; }
    [Dense(4)]                                 public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                              public partial LossLayer Loss   { get; }
}

/// <summary>Layers that do not learn between and above those that do.</summary>
[Network]
public sealed partial class FrozenAbove
{
    [Input(8, 8, 3)]                                       public partial Layer      Image  { get; }
    [Conv(3, 3, 9)]                                        public partial ConvLayer  Conv1  { get; }
    [Scale(Frozen = true)]                                 public partial ScaleLayer Scale1 { get; }
    [Conv(3, 3, 8, Pad = 1, Frozen = true, Bias = false)]  public partial ConvLayer  Conv2  { get; }
    [Relu]                                                 public partial Layer      Relu2  { get; }
    [Dense(4, Frozen = true)]                              public partial ConvLayer  Scores { get; }
    [SoftmaxLoss]                                          public partial LossLayer  Loss   { get; }
}

/// <summary>Normalisations by kept moments, which then are constants in the backward pass too.</summary>
[Network]
public sealed partial class FrozenNorms
{
    [Input(8, 9, 3)]                           public partial Layer          Image  { get; }
    [Conv(3, 3, 9, Bias = false)]              public partial ConvLayer      Conv1  { get; }
    [BatchNorm(Frozen = true)]                 public partial BatchNormLayer Norm1  { get; }
    [Relu]                                     public partial Layer          Relu1  { get; }
    [Conv(3, 3, 10, Pad = 1)]                  public partial ConvLayer      Conv2  { get; }
    [BatchNorm(Frozen = true, Epsilon = 0.01)] public partial BatchNormLayer Norm2  { get; }
    [MaxPool(2)]                               public partial Layer          Pool2  { get; }
    [BatchNorm]                                public partial BatchNormLayer Norm3  { get; }
    [Dense(4)]                                 public partial ConvLayer      Scores { get; }
    [SoftmaxLoss]                              public partial LossLayer      Loss   { get; }
}
