namespace Kiln.Networks.Tests.Networks;

/// <summary>Fire modules as of SqueezeNet: one filter bank squeezes, two expand, and their maps are joined.</summary>
[Network]
public sealed partial class FireModules
{
    [Input(13, 14, 3)]                                public partial Layer     Image   { get; }
    [Conv(3, 3, 12, Stride = 2)]                      public partial ConvLayer Conv1   { get; }
    [Relu]                                            public partial Layer     Relu1   { get; }
    [Conv(1, 1, 5)]                                   public partial ConvLayer Squeeze { get; }
    [Relu]                                            public partial Layer     Relu2   { get; }
    [Conv(1, 1, 9)]                                   public partial ConvLayer One     { get; }
    [Relu]                                            public partial Layer     ReluOne { get; }
    [Conv(3, 3, 7, Pad = 1, From = nameof(Relu2))]    public partial ConvLayer Three   { get; }
    [Relu]                                            public partial Layer     ReluThree { get; }
    [Concat(nameof(ReluOne), nameof(ReluThree))]      public partial Layer     Fire    { get; }
    [MaxPool(3, Stride = 2)]                          public partial Layer     Pool    { get; }
    [Conv(1, 1, 6)]                                   public partial ConvLayer Squeeze2 { get; }
    [Conv(1, 1, 8, From = nameof(Squeeze2))]          public partial ConvLayer One2    { get; }
    [Conv(3, 3, 16, Pad = 1, From = nameof(Squeeze2))] public partial ConvLayer Three2 { get; }
    [Concat(nameof(One2), nameof(Three2))]            public partial Layer     Fire2   { get; }
    [Relu]                                            public partial Layer     Relu3   { get; }
    [Conv(1, 1, 5)]                                   public partial ConvLayer Classes { get; }
    [GlobalAvgPool]                                   public partial Layer     Scores  { get; }
    [SoftmaxLoss]                                     public partial LossLayer Loss    { get; }
}

/// <summary>A joined map with two readers, a joined map inside another, a map joined with itself, and parts that others read too.</summary>
[Network]
public sealed partial class NestedConcats
{
    [Input(8, 7, 3)]                                     public partial Layer     Image  { get; }
    [Conv(3, 3, 5)]                                      public partial ConvLayer Conv1  { get; }
    [Conv(3, 3, 8, From = nameof(Image))]                public partial ConvLayer Conv2  { get; }
    [Concat(nameof(Conv1), nameof(Conv2))]               public partial Layer     Inner  { get; }
    [Relu(From = nameof(Inner))]                         public partial Layer     Relu1  { get; }
    [Conv(3, 3, 6, Pad = 1, From = nameof(Inner))]       public partial ConvLayer Conv3  { get; }
    [Concat(nameof(Relu1), nameof(Conv3), nameof(Conv1))] public partial Layer    Outer  { get; }
    [Concat(nameof(Outer), nameof(Outer))]               public partial Layer     Twice  { get; }
    [Conv(2, 2, 9)]                                      public partial ConvLayer Conv4  { get; }
    [Conv(5, 4, 4)]                                      public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                                        public partial LossLayer Loss   { get; }
}

/// <summary>Dense blocks: every layer reads all maps before it. Widths that no vector divides.</summary>
[Network]
public sealed partial class DenselyConnected
{
    [Input(7, 6, 5)]                                              public partial Layer     Image  { get; }
    [Conv(3, 3, 3, Pad = 1)]                                      public partial ConvLayer Conv1  { get; }
    [Concat(nameof(Image), nameof(Conv1))]                        public partial Layer     Join1  { get; }
    [Relu]                                                        public partial Layer     Relu1  { get; }
    [Conv(3, 3, 3, Pad = 1)]                                      public partial ConvLayer Conv2  { get; }
    [Concat(nameof(Join1), nameof(Conv2))]                        public partial Layer     Join2  { get; }
    [Relu]                                                        public partial Layer     Relu2  { get; }
    [Conv(3, 3, 3, Pad = 1)]                                      public partial ConvLayer Conv3  { get; }
    [Concat(nameof(Join2), nameof(Conv3))]                        public partial Layer     Join3  { get; }
    [AvgPool(2)]                                                  public partial Layer     Pool   { get; }
    [Conv(3, 3, 4)]                                               public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                                                 public partial LossLayer Loss   { get; }
}

/// <summary>An inception module: filters of several sizes and a pool over one map, which padded convolutions and pools read on.</summary>
[Network]
public sealed partial class Inception
{
    [Input(10, 9, 4)]                                                          public partial Layer     Image  { get; }
    [Conv(3, 3, 16)]                                                           public partial ConvLayer Stem   { get; }
    [Relu]                                                                     public partial Layer     Relu0  { get; }
    [Conv(1, 1, 7)]                                                            public partial ConvLayer A      { get; }
    [Conv(1, 1, 4, From = nameof(Relu0))]                                      public partial ConvLayer B1     { get; }
    [Relu]                                                                     public partial Layer     B2     { get; }
    [Conv(3, 3, 8, Pad = 1)]                                                   public partial ConvLayer B      { get; }
    [Conv(5, 5, 3, Pad = 2, From = nameof(Relu0))]                             public partial ConvLayer C      { get; }
    [MaxPool(3, Stride = 1, Pad = 1, From = nameof(Relu0))]                    public partial Layer     D1     { get; }
    [Conv(1, 1, 9)]                                                            public partial ConvLayer D      { get; }
    [Concat(nameof(A), nameof(B), nameof(C), nameof(D))]                       public partial Layer     Joint  { get; }
    [Relu]                                                                     public partial Layer     Relu1  { get; }
    [Conv(3, 3, 10, Pad = 1)]                                                  public partial ConvLayer Conv1  { get; }
    [MaxPool(2, From = nameof(Conv1))]                                         public partial Layer     Pool1  { get; }
    [Conv(4, 3, 5)]                                                            public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                                                              public partial LossLayer Loss   { get; }
}

/// <summary>Parts of one channel, and of many, joined in front of the loss: the scores themselves are a joined map.</summary>
[Network]
public sealed partial class JoinedScores
{
    [Input(5, 6, 3)]                                       public partial Layer     Image  { get; }
    [Conv(5, 6, 1)]                                        public partial ConvLayer One    { get; }
    [Conv(5, 6, 33, From = nameof(Image))]                 public partial ConvLayer Many   { get; }
    [GlobalMaxPool(From = nameof(Image))]                  public partial Layer     Most   { get; }
    [Concat(nameof(One), nameof(Many), nameof(Most))]      public partial Layer     Scores { get; }
    [SoftmaxLoss]                                          public partial LossLayer Loss   { get; }
}

/// <summary>No loss, and scores that are larger than the image: what a few images leave must not lie over the images that come after them.</summary>
[Network]
public sealed partial class WideningScores
{
    [Input(10, 14, 20)]                                                       public partial Layer Image  { get; }
    [Concat(nameof(Image), nameof(Image), nameof(Image), nameof(Image))]      public partial Layer Joint  { get; }
    [Sigmoid]                                                                 public partial Layer Soft   { get; }
    [Relu(From = nameof(Joint))]                                              public partial Layer Hard   { get; }
    [Add(nameof(Soft), nameof(Hard))]                                         public partial Layer Scores { get; }
}
