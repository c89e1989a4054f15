namespace Kiln.Networks.Tests.Networks;

/// <summary>A shortcut around two convolutions: the map it carries has two readers.</summary>
[Network]
public sealed partial class IdentityShortcut
{
    [Input(9, 10, 3)]                 public partial Layer     Image  { get; }
    [Conv(3, 3, 9)]                   public partial ConvLayer Conv1  { get; }
    [Relu]                            public partial Layer     Relu1  { get; }
    [Conv(3, 3, 9, Pad = 1)]          public partial ConvLayer Conv2  { get; }
    [Relu]                            public partial Layer     Relu2  { get; }
    [Conv(3, 3, 9, Pad = 1)]          public partial ConvLayer Conv3  { get; }
    [Add(nameof(Relu1), nameof(Conv3))] public partial Layer   Sum    { get; }
    [Relu]                            public partial Layer     Relu3  { get; }
    [Conv(7, 8, 4)]                   public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                     public partial LossLayer Loss   { get; }
}

/// <summary>A shortcut through a strided filter of one pixel, and one after it that is plain; the convolution's part is named first or last.</summary>
[Network]
public sealed partial class ProjectedShortcut
{
    [Input(11, 12, 5)]                                    public partial Layer     Image   { get; }
    [Conv(3, 3, 12, Pad = 1, Stride = 2)]                 public partial ConvLayer Conv1   { get; }
    [Relu]                                                public partial Layer     Relu1   { get; }
    [Conv(3, 3, 12, Pad = 1, Bias = false)]               public partial ConvLayer Conv2   { get; }
    [Conv(1, 1, 12, Stride = 2, From = nameof(Image))]    public partial ConvLayer Project { get; }
    [Add(nameof(Conv2), nameof(Project))]                 public partial Layer     Sum1    { get; }
    [Relu]                                                public partial Layer     Relu2   { get; }
    [Conv(1, 1, 7)]                                       public partial ConvLayer Conv3   { get; }
    [Relu]                                                public partial Layer     Relu3   { get; }
    [Conv(3, 3, 12, Pad = 1)]                             public partial ConvLayer Conv4   { get; }
    [Add(nameof(Conv4), nameof(Relu2))]                   public partial Layer     Sum2    { get; }
    [Relu]                                                public partial Layer     Relu4   { get; }
    [GlobalAvgPool]                                       public partial Layer     Pooled  { get; }
    [Dense(5)]                                            public partial ConvLayer Scores  { get; }
    [SoftmaxLoss]                                         public partial LossLayer Loss    { get; }
}

/// <summary>Sums of three maps and of one map twice.</summary>
[Network]
public sealed partial class SumsOfMany
{
    [Input(6, 7, 2)]                                                public partial Layer     Image  { get; }
    [Conv(3, 3, 17, Pad = 1)]                                       public partial ConvLayer Conv1  { get; }
    [Conv(1, 1, 17, From = nameof(Image))]                          public partial ConvLayer Conv2  { get; }
    [Conv(2, 2, 17, PadTop = 1, PadLeft = 1, From = nameof(Image))] public partial ConvLayer Conv3  { get; }
    [Add(nameof(Conv1), nameof(Conv2), nameof(Conv3))]              public partial Layer     Three  { get; }
    [Relu]                                                          public partial Layer     Relu1  { get; }
    [Add(nameof(Relu1), nameof(Relu1))]                             public partial Layer     Twice  { get; }
    [Conv(3, 3, 9)]                                                 public partial ConvLayer Conv4  { get; }
    [Add(nameof(Conv4), nameof(Conv4), nameof(Conv4))]              public partial Layer     Thrice { get; }
    [Conv(4, 5, 3)]                                                 public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                                                   public partial LossLayer Loss   { get; }
}

/// <summary>A map with three readers of three kinds, and a map with four that are alike.</summary>
[Network]
public sealed partial class ManyReaders
{
    [Input(8, 9, 3)]                                                                public partial Layer     Image { get; }
    [Conv(3, 3, 10)]                                                                public partial ConvLayer Conv1 { get; }
    [Relu(From = nameof(Conv1))]                                                    public partial Layer     Relu1 { get; }
    [MaxPool(3, Stride = 1, Pad = 1, From = nameof(Conv1))]                         public partial Layer     Pool1 { get; }
    [Conv(3, 3, 10, Pad = 1, From = nameof(Conv1))]                                 public partial ConvLayer Conv2 { get; }
    [Add(nameof(Relu1), nameof(Pool1), nameof(Conv2))]                              public partial Layer     Sum   { get; }
    [Conv(1, 1, 4)]                                                                 public partial ConvLayer A     { get; }
    [Conv(1, 1, 4, From = nameof(Sum))]                                             public partial ConvLayer B     { get; }
    [Conv(3, 3, 4, Pad = 1, From = nameof(Sum))]                                    public partial ConvLayer C     { get; }
    [Conv(1, 1, 4, From = nameof(Sum), Bias = false)]                               public partial ConvLayer D     { get; }
    [Add(nameof(A), nameof(B), nameof(C), nameof(D))]                               public partial Layer     Joint { get; }
    [Conv(6, 7, 4)]                                                                 public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                                                                   public partial LossLayer Loss  { get; }
}

/// <summary>The image itself has several readers, and is a term of a sum.</summary>
[Network]
public sealed partial class ImageFansOut
{
    [Input(7, 8, 4)]                                public partial Layer     Image  { get; }
    [Conv(3, 3, 4, Pad = 1)]                        public partial ConvLayer Conv1  { get; }
    [Add(nameof(Image), nameof(Conv1))]             public partial Layer     Sum    { get; }
    [Relu]                                          public partial Layer     Relu1  { get; }
    [MaxPool(2, From = nameof(Image))]              public partial Layer     Pool1  { get; }
    [Conv(2, 2, 9, Stride = 2, From = nameof(Relu1))] public partial ConvLayer Conv2 { get; }
    [Concat(nameof(Pool1), nameof(Conv2))]          public partial Layer     Both   { get; }
    [Conv(3, 4, 5)]                                 public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                                   public partial LossLayer Loss   { get; }
}

/// <summary>A sum whose terms are maxima, and a maximum of a sum: what is fused in a chain has another reader here.</summary>
[Network]
public sealed partial class PoolsAndSums
{
    [Input(13, 12, 3)]                              public partial Layer     Image  { get; }
    [Conv(2, 3, 9)]                                 public partial ConvLayer Conv1  { get; }
    [MaxPool(2)]                                    public partial Layer     Pool1  { get; }
    [Conv(3, 3, 9, Pad = 1)]                        public partial ConvLayer Conv2  { get; }
    [Relu]                                          public partial Layer     Relu2  { get; }
    [Conv(1, 1, 9, From = nameof(Pool1))]           public partial ConvLayer Conv3  { get; }
    [Add(nameof(Pool1), nameof(Relu2), nameof(Conv3))] public partial Layer  Sum    { get; }
    [MaxPool(2)]                                    public partial Layer     Pool2  { get; }
    [Conv(3, 2, 4)]                                 public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                                   public partial LossLayer Loss   { get; }
}

/// <summary>Shortcuts around convolutions that are computed in Winograd's domain.</summary>
[Network]
public sealed partial class TransformedShortcut
{
    [Input(14, 13, 16)]                 public partial Layer     Image  { get; }
    [Conv(3, 3, 24, Pad = 1)]           public partial ConvLayer Conv1  { get; }
    [Relu]                              public partial Layer     Relu1  { get; }
    [Conv(3, 3, 24, Pad = 1)]           public partial ConvLayer Conv2  { get; }
    [Add(nameof(Relu1), nameof(Conv2))] public partial Layer     Sum1   { get; }
    [Relu]                              public partial Layer     Relu2  { get; }
    [Conv(3, 3, 24, Pad = 1)]           public partial ConvLayer Conv3  { get; }
    [Add(nameof(Conv3), nameof(Relu2), nameof(Relu1))] public partial Layer Sum2 { get; }
    [Conv(14, 13, 3)]                   public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                       public partial LossLayer Loss   { get; }
}
