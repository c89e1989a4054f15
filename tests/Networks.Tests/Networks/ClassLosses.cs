namespace Kiln.Networks.Tests.Networks;

/// <summary>Probabilities and their logarithm, with errors counted beside.</summary>
[Network]
public sealed partial class LogLosses
{
    [Input(6, 5, 3)]                                    public partial Layer     Image  { get; }
    [Conv(3, 3, 9)]                                     public partial ConvLayer Conv1  { get; }
    [Relu]                                              public partial Layer     Relu1  { get; }
    [Dense(7)]                                          public partial ConvLayer Scores { get; }
    [Softmax]                                           public partial Layer     Chance { get; }
    [LogLoss(Weight = 0.5)]                             public partial LossLayer Loss   { get; }
    [ClassError(From = nameof(Chance))]                 public partial LossLayer Wrong  { get; }
    [TopKError(3, From = nameof(Scores))]               public partial LossLayer Far    { get; }
}

/// <summary>Hinges of every pixel's classes, right behind the convolution; errors are counted before the loss and behind it.</summary>
[Network]
public sealed partial class HingeLosses
{
    [Input(6, 5, 3)]                                    public partial Layer     Image  { get; }
    [Conv(3, 3, 9, Pad = 1)]                            public partial ConvLayer Conv1  { get; }
    [Relu]                                              public partial Layer     Relu1  { get; }
    [Conv(1, 1, 4)]                                     public partial ConvLayer Scores { get; }
    [TopKError(2)]                                      public partial LossLayer Far    { get; }
    [HingeLoss(Weight = 2, From = nameof(Scores))]      public partial LossLayer Loss   { get; }
    [ClassError(From = nameof(Scores))]                 public partial LossLayer Wrong  { get; }
}

/// <summary>A lead over the best other of more classes than a vector has lanes, and of the pixels of a map with a border, averaged.</summary>
[Network]
public sealed partial class StructuredHingeLosses
{
    [Input(6, 5, 3)]                                    public partial Layer     Image  { get; }
    [Conv(3, 3, 9)]                                     public partial ConvLayer Conv1  { get; }
    [Relu]                                              public partial Layer     Relu1  { get; }
    [Dense(19)]                                         public partial ConvLayer Scores { get; }
    [StructuredHingeLoss(Weight = 3)]                   public partial LossLayer Loss   { get; }
    [Conv(1, 1, 19, From = nameof(Conv1))]              public partial ConvLayer Side   { get; }
    [StructuredHingeLoss(Weight = 2, AveragePixels = true)] public partial LossLayer Aux { get; }
    [Conv(3, 3, 19, Pad = 1, From = nameof(Side))]      public partial ConvLayer Deep   { get; }
    [SoftmaxLoss(Weight = 0.5)]                         public partial LossLayer Third  { get; }
}

/// <summary>Errors over a head that no loss reads, whose layers learn nothing.</summary>
[Network]
public sealed partial class ErrorsAside
{
    [Input(6, 5, 3)]                                    public partial Layer     Image  { get; }
    [Conv(3, 3, 9)]                                     public partial ConvLayer Conv1  { get; }
    [Relu]                                              public partial Layer     Relu1  { get; }
    [Dense(6)]                                          public partial ConvLayer Other  { get; }
    [ClassError]                                        public partial LossLayer Wrong  { get; }
    [Dense(6, From = nameof(Relu1))]                    public partial ConvLayer Scores { get; }
    [HingeLoss]                                         public partial LossLayer Loss   { get; }
}
