namespace Kiln.Networks.Tests.Networks;

/// <summary>A loss in the middle that counts less, as of GoogLeNet, and another at the end.</summary>
[Network]
public sealed partial class AuxiliaryLoss
{
    [Input(9, 8, 3)]                          public partial Layer     Image  { get; }
    [Conv(3, 3, 10)]                          public partial ConvLayer Conv1  { get; }
    [Relu]                                    public partial Layer     Relu1  { get; }
    [Dense(5)]                                public partial ConvLayer Side   { get; }
    [SoftmaxLoss(Weight = 0.3)]               public partial LossLayer Aux    { get; }
    [Conv(3, 3, 12, From = nameof(Relu1))]    public partial ConvLayer Conv2  { get; }
    [Relu]                                    public partial Layer     Relu2  { get; }
    [Dense(5)]                                public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                             public partial LossLayer Loss   { get; }
}

/// <summary>The main loss is not the last, and scores that another layer reads.</summary>
[Network]
public sealed partial class MainLossFirst
{
    [Input(6, 6, 2)]                                         public partial Layer     Image  { get; }
    [Conv(3, 3, 9)]                                          public partial ConvLayer Conv1  { get; }
    [Relu]                                                   public partial Layer     Relu1  { get; }
    [Conv(4, 4, 6)]                                          public partial ConvLayer Scores { get; }
    [SoftmaxLoss(Weight = 2.5)]                              public partial LossLayer Main   { get; }
    [Tanh(From = nameof(Scores))]                            public partial Layer     Bent   { get; }
    [Conv(1, 1, 6)]                                          public partial ConvLayer Side   { get; }
    [SoftmaxLoss(Weight = 0.5)]                              public partial LossLayer Aux    { get; }
}

/// <summary>Two losses of equal weight over one map of scores with a label per pixel: the first is the main one.</summary>
[Network]
public sealed partial class TwoLossesOfOneMap
{
    [Input(6, 5, 3)]                       public partial Layer     Image  { get; }
    [Conv(3, 3, 9, Pad = 1)]               public partial ConvLayer Conv1  { get; }
    [Relu]                                 public partial Layer     Relu1  { get; }
    [Conv(1, 1, 4)]                        public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                          public partial LossLayer Loss   { get; }
    [SoftmaxLoss(From = nameof(Scores))]   public partial LossLayer Again  { get; }
}

/// <summary>Losses of pixels that are averaged, beside one that is summed.</summary>
[Network]
public sealed partial class AveragedPixels
{
    [Input(6, 5, 3)]                                            public partial Layer     Image  { get; }
    [Conv(3, 3, 9, Pad = 1)]                                    public partial ConvLayer Conv1  { get; }
    [Relu]                                                      public partial Layer     Relu1  { get; }
    [Conv(1, 1, 4)]                                             public partial ConvLayer Scores { get; }
    [SoftmaxLoss(Weight = 3, AveragePixels = true)]             public partial LossLayer Loss   { get; }
    [Conv(1, 1, 4, From = nameof(Relu1))]                       public partial ConvLayer Others { get; }
    [SoftmaxLoss(Weight = 0.5)]                                 public partial LossLayer Summed { get; }
}

/// <summary>Three losses, one of them on the way to the others.</summary>
[Network]
public sealed partial class ThreeLosses
{
    [Input(8, 8, 3)]                                public partial Layer     Image  { get; }
    [Conv(3, 3, 8, Stride = 2)]                     public partial ConvLayer Conv1  { get; }
    [Conv(3, 3, 7)]                                 public partial ConvLayer First  { get; }
    [SoftmaxLoss(Weight = 0.25)]                    public partial LossLayer Loss1  { get; }
    [Relu(From = nameof(First))]                    public partial Layer     Relu1  { get; }
    [Conv(1, 1, 7)]                                 public partial ConvLayer Second { get; }
    [SoftmaxLoss(Weight = 0.75)]                    public partial LossLayer Loss2  { get; }
    [MaxPool(3, From = nameof(Conv1))]              public partial Layer     Pool1  { get; }
    [Dense(7)]                                      public partial ConvLayer Third  { get; }
    [SoftmaxLoss(Weight = 0.5)]                     public partial LossLayer Loss3  { get; }
}
