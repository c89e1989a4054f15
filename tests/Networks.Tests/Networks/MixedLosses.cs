namespace Kiln.Networks.Tests.Networks;

/// <summary>Classes, signs and numbers, each of layers of its own.</summary>
[Network]
public sealed partial class MixedLosses
{
    [Input(6, 5, 3)]                                        public partial Layer     Image   { get; }
    [Conv(3, 3, 8, Pad = 1)]                                public partial ConvLayer Conv1   { get; }
    [Tanh]                                                  public partial Layer     Tanh1   { get; }
    [Dense(4)]                                              public partial ConvLayer Scores  { get; }
    [SoftmaxLoss]                                           public partial LossLayer Class   { get; }
    [ClassError(From = nameof(Scores))]                     public partial LossLayer Wrong   { get; }
    [Dense(2, From = nameof(Tanh1))]                        public partial ConvLayer Traits  { get; }
    [LogisticLoss(Weight = 0.5)]                            public partial LossLayer Sign    { get; }
    [Conv(1, 1, 2, From = nameof(Tanh1))]                   public partial ConvLayer Depths  { get; }
    [HuberLoss(Weight = 0.25)]                              public partial LossLayer Number  { get; }
}
