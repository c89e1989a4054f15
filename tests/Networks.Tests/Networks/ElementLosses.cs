namespace Kiln.Networks.Tests.Networks;

/// <summary>Signs of more attributes than a vector has lanes, by two losses of one map.</summary>
[Network]
public sealed partial class AttributeLosses
{
    [Input(6, 5, 3)]                                        public partial Layer     Image  { get; }
    [Conv(3, 3, 9)]                                         public partial ConvLayer Conv1  { get; }
    [Relu]                                                  public partial Layer     Relu1  { get; }
    [Dense(19)]                                             public partial ConvLayer Scores { get; }
    [LogisticLoss(Weight = 2)]                              public partial LossLayer Loss   { get; }
    [BinaryHingeLoss(Weight = 0.5, From = nameof(Scores))]  public partial LossLayer Hinge  { get; }
    [BinaryError(From = nameof(Scores))]                    public partial LossLayer Wrong  { get; }
}

/// <summary>Signs of every pixel of a map, right behind the convolution, and of one with a border.</summary>
[Network]
public sealed partial class PixelSigns
{
    [Input(6, 5, 3)]                                        public partial Layer     Image  { get; }
    [Conv(3, 3, 9, Pad = 1)]                                public partial ConvLayer Conv1  { get; }
    [Relu]                                                  public partial Layer     Relu1  { get; }
    [Conv(1, 1, 3)]                                         public partial ConvLayer Side   { get; }
    [BinaryHingeLoss(Weight = 0.5, AveragePixels = true)]   public partial LossLayer Aux    { get; }
    [Conv(3, 3, 3, Pad = 1, From = nameof(Side))]           public partial ConvLayer Scores { get; }
    [BinaryHingeLoss]                                       public partial LossLayer Loss   { get; }
    [LogisticLoss(From = nameof(Scores))]                   public partial LossLayer Again  { get; }
}

/// <summary>Probabilities of signs.</summary>
[Network]
public sealed partial class BinaryLogLosses
{
    [Input(6, 5, 3)]                                        public partial Layer     Image  { get; }
    [Conv(3, 3, 9)]                                         public partial ConvLayer Conv1  { get; }
    [Tanh]                                                  public partial Layer     Tanh1  { get; }
    [Conv(3, 3, 1)]                                         public partial ConvLayer Scores { get; }
    [Sigmoid]                                               public partial Layer     Chance { get; }
    [BinaryLogLoss]                                         public partial LossLayer Loss   { get; }
    [BinaryError(Threshold = 0.4, From = nameof(Chance))]   public partial LossLayer Wrong  { get; }
}

/// <summary>Numbers by all three losses.</summary>
[Network]
public sealed partial class NumberLosses
{
    [Input(6, 5, 3)]                                        public partial Layer     Image  { get; }
    [Conv(3, 3, 9)]                                         public partial ConvLayer Conv1  { get; }
    [Relu]                                                  public partial Layer     Relu1  { get; }
    [Conv(2, 2, 5)]                                         public partial ConvLayer Scores { get; }
    [SquaredLoss(Weight = 2)]                               public partial LossLayer Loss   { get; }
    [AbsoluteLoss(AveragePixels = true, From = nameof(Scores))] public partial LossLayer Size { get; }
    [HuberLoss(Sigma = 1.5, From = nameof(Scores))]         public partial LossLayer Robust { get; }
}

/// <summary>A smooth magnitude of differences, right behind the convolution; the normalisation makes another forward run of inference.</summary>
[Network]
public sealed partial class HuberLosses
{
    [Input(6, 5, 3)]                                        public partial Layer     Image  { get; }
    [Conv(3, 3, 9)]                                         public partial ConvLayer Conv1  { get; }
    [BatchNorm]                                             public partial BatchNormLayer Norm1 { get; }
    [Relu]                                                  public partial Layer     Relu1  { get; }
    [Dense(9)]                                              public partial ConvLayer Scores { get; }
    [HuberLoss]                                             public partial LossLayer Loss   { get; }
}
