namespace Kiln.Networks.Tests.Networks;

/// <summary>A fully convolutional network: two poolings down, transposed convolutions up, a crop to the extents of an earlier map and a label for every pixel.</summary>
[Network]
public sealed partial class Upsampled
{
    [Input(9, 10, 2)]                                            public partial Layer     Image   { get; }
    [Conv(3, 3, 7, Pad = 1)]                                     public partial ConvLayer Conv1   { get; }
    [Relu]                                                       public partial Layer     Relu1   { get; }
    [MaxPool(2, PadBottom = 1)]                                  public partial Layer     Pool1   { get; }
    [Conv(2, 2, 10)]                                             public partial ConvLayer Conv2   { get; }
    [Relu]                                                       public partial Layer     Relu2   { get; }
    [ConvTranspose(3, 3, 5, Stride = 2)]                         public partial ConvLayer Up1     { get; }
    [Relu]                                                       public partial Layer     Relu3   { get; }
    [ConvTranspose(4, 3, 3, StrideY = 1, StrideX = 2, CropLeft = 1, Bias = false)] public partial ConvLayer Up2 { get; }
    [Crop(nameof(Up2), nameof(Image), Top = 1, Left = 3)]        public partial Layer     Scores  { get; }
    [SoftmaxLoss]                                                public partial LossLayer Loss    { get; }
}

/// <summary>Transposed convolutions of the image itself, in groups, depthwise, with odd strides and crops, before a pool and a normalisation.</summary>
[Network]
public sealed partial class TransposedGroups
{
    [Input(4, 3, 6)]                                                                             public partial Layer          Image  { get; }
    [ConvTranspose(3, 2, 9, Groups = 3, StrideY = 3, StrideX = 2, CropTop = 1, CropRight = 1)]   public partial ConvLayer      Up1    { get; }
    [BatchNorm]                                                                                  public partial BatchNormLayer Norm1  { get; }
    [ConvTranspose(3, 3, 9, Groups = 9, Crop = 1)]                                               public partial ConvLayer      Up2    { get; }
    [MaxPool(2, Stride = 2, PadBottom = 1, PadRight = 1)]                                        public partial Layer          Pool2  { get; }
    [ConvTranspose(1, 1, 17)]                                                                    public partial ConvLayer      Up3    { get; }
    [Tanh]                                                                                       public partial Layer          Tanh3  { get; }
    [Dense(4)]                                                                                   public partial ConvLayer      Scores { get; }
    [SoftmaxLoss]                                                                                public partial LossLayer      Loss   { get; }
}

/// <summary>A transposed convolution wide enough for a Winograd transform, were it a plain one, and frozen filters below it.</summary>
[Network]
public sealed partial class TransposedWide
{
    [Input(6, 7, 16)]                             public partial Layer     Image  { get; }
    [Conv(3, 3, 16, Pad = 1, Frozen = true)]      public partial ConvLayer Conv1  { get; }
    [ConvTranspose(3, 3, 20, Crop = 1)]           public partial ConvLayer Up1    { get; }
    [Relu]                                        public partial Layer     Relu1  { get; }
    [Conv(3, 3, 8, Pad = 1)]                      public partial ConvLayer Conv2  { get; }
    [Dense(3)]                                    public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                                 public partial LossLayer Loss   { get; }
}
