namespace Kiln.Networks.Tests.Networks;

/// <summary>Sigmoids after convolutions, the image and a pool.</summary>
[Network]
public sealed partial class Sigmoids
{
    [Input(8, 9, 3)]          public partial Layer     Image    { get; }
    [Sigmoid]                 public partial Layer     Sigmoid0 { get; }
    [Conv(3, 3, 9)]           public partial ConvLayer Conv1    { get; }
    [Sigmoid]                 public partial Layer     Sigmoid1 { get; }
    [Conv(2, 3, 17, Pad = 1)] public partial ConvLayer Conv2    { get; }
    [MaxPool(2)]              public partial Layer     Pool2    { get; }
    [Sigmoid]                 public partial Layer     Sigmoid2 { get; }
    [Dense(4)]                public partial ConvLayer Scores   { get; }
    [SoftmaxLoss]             public partial LossLayer Loss     { get; }
}

/// <summary>Hyperbolic tangents after convolutions, before a pool, and one after the other.</summary>
[Network]
public sealed partial class Tangents
{
    [Input(9, 8, 2)]                public partial Layer     Image  { get; }
    [Conv(3, 3, 10)]                public partial ConvLayer Conv1  { get; }
    [Tanh]                          public partial Layer     Tanh1  { get; }
    [MaxPool(2)]                    public partial Layer     Pool1  { get; }
    [Conv(2, 2, 7, Bias = false)]   public partial ConvLayer Conv2  { get; }
    [Tanh]                          public partial Layer     Tanh2  { get; }
    [Tanh]                          public partial Layer     Tanh3  { get; }
    [Conv(2, 2, 5)]                 public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                   public partial LossLayer Loss   { get; }
}

/// <summary>Leaks after convolutions, before a pool and after one, of the image and of a filter's border.</summary>
[Network]
public sealed partial class Leaks
{
    [Input(11, 12, 3)]        public partial Layer     Image  { get; }
    [Relu(Leak = 0.5)]        public partial Layer     Relu0  { get; }
    [Conv(3, 3, 9, Pad = 1)]  public partial ConvLayer Conv1  { get; }
    [Relu(Leak = 0.1)]        public partial Layer     Relu1  { get; }
    [MaxPool(2)]              public partial Layer     Pool1  { get; }
    [Conv(2, 2, 12)]          public partial ConvLayer Conv2  { get; }
    [MaxPool(2)]              public partial Layer     Pool2  { get; }
    [Relu(Leak = 0.01)]       public partial Layer     Relu2  { get; }
    [Conv(2, 2, 7)]           public partial ConvLayer Conv3  { get; }
    [Relu(Leak = 0.25)]       public partial Layer     Relu3  { get; }
    [Dense(4)]                public partial ConvLayer Scores { get; }
    [SoftmaxLoss]             public partial LossLayer Loss   { get; }
}

/// <summary>Ceilings low enough to be met, with and without a leak, before a pool, after one and alone.</summary>
[Network]
public sealed partial class Ceilings
{
    [Input(11, 12, 3)]                   public partial Layer     Image  { get; }
    [Relu(Ceiling = 1.5)]                public partial Layer     Relu0  { get; }
    [Conv(3, 3, 9)]                      public partial ConvLayer Conv1  { get; }
    [Relu(Ceiling = 0.7)]                public partial Layer     Relu1  { get; }
    [Conv(3, 3, 10, Pad = 1)]            public partial ConvLayer Conv2  { get; }
    [Relu(Ceiling = 6)]                  public partial Layer     Relu2  { get; }
    [AvgPool(2, Stride = 1)]             public partial Layer     Pool2  { get; }
    [Conv(2, 2, 7)]                      public partial ConvLayer Conv3  { get; }
    [MaxPool(2)]                         public partial Layer     Pool3  { get; }
    [Relu(Ceiling = 0.5, Leak = 0.2)]    public partial Layer     Relu3  { get; }
    [Dense(4)]                           public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                        public partial LossLayer Loss   { get; }
}

/// <summary>Probabilities inside a network: over the channels of pixels, of one channel, and before a loss.</summary>
[Network]
public sealed partial class SoftmaxInside
{
    [Input(6, 5, 9)]                        public partial Layer     Image   { get; }
    [Softmax]                               public partial Layer     Softmax0 { get; }
    [Conv(3, 3, 17)]                        public partial ConvLayer Conv1   { get; }
    [Softmax]                               public partial Layer     Softmax1 { get; }
    [Conv(2, 2, 1)]                         public partial ConvLayer Conv2   { get; }
    [Softmax]                               public partial Layer     Ones    { get; }
    [Add(nameof(Conv2), nameof(Ones))]      public partial Layer     Sum     { get; }
    [Dense(5)]                              public partial ConvLayer Conv3   { get; }
    [Softmax]                               public partial Layer     Scores  { get; }
    [SoftmaxLoss]                           public partial LossLayer Loss    { get; }
}
