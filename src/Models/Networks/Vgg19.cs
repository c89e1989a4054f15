namespace Kiln.Models.Networks;

/// <summary>The classifier of photographs VGG-VD-19.</summary>
/// <remarks>Simonyan and Zisserman, Very Deep Convolutional Networks, 2014, arXiv:1409.1556, configuration E.</remarks>
[Network]
public sealed partial class Vgg19
{
    [Input(224, 224, 3)]       public partial Layer     Image   { get; }

    [Conv(3, 3, 64, Pad = 1)]  public partial ConvLayer Conv1_1 { get; }
    [Relu]                     public partial Layer     Relu1_1 { get; }
    [Conv(3, 3, 64, Pad = 1)]  public partial ConvLayer Conv1_2 { get; }
    [Relu]                     public partial Layer     Relu1_2 { get; }
    [MaxPool(2)]               public partial Layer     Pool1   { get; }

    [Conv(3, 3, 128, Pad = 1)] public partial ConvLayer Conv2_1 { get; }
    [Relu]                     public partial Layer     Relu2_1 { get; }
    [Conv(3, 3, 128, Pad = 1)] public partial ConvLayer Conv2_2 { get; }
    [Relu]                     public partial Layer     Relu2_2 { get; }
    [MaxPool(2)]               public partial Layer     Pool2   { get; }

    [Conv(3, 3, 256, Pad = 1)] public partial ConvLayer Conv3_1 { get; }
    [Relu]                     public partial Layer     Relu3_1 { get; }
    [Conv(3, 3, 256, Pad = 1)] public partial ConvLayer Conv3_2 { get; }
    [Relu]                     public partial Layer     Relu3_2 { get; }
    [Conv(3, 3, 256, Pad = 1)] public partial ConvLayer Conv3_3 { get; }
    [Relu]                     public partial Layer     Relu3_3 { get; }
    [Conv(3, 3, 256, Pad = 1)] public partial ConvLayer Conv3_4 { get; }
    [Relu]                     public partial Layer     Relu3_4 { get; }
    [MaxPool(2)]               public partial Layer     Pool3   { get; }

    [Conv(3, 3, 512, Pad = 1)] public partial ConvLayer Conv4_1 { get; }
    [Relu]                     public partial Layer     Relu4_1 { get; }
    [Conv(3, 3, 512, Pad = 1)] public partial ConvLayer Conv4_2 { get; }
    [Relu]                     public partial Layer     Relu4_2 { get; }
    [Conv(3, 3, 512, Pad = 1)] public partial ConvLayer Conv4_3 { get; }
    [Relu]                     public partial Layer     Relu4_3 { get; }
    [Conv(3, 3, 512, Pad = 1)] public partial ConvLayer Conv4_4 { get; }
    [Relu]                     public partial Layer     Relu4_4 { get; }
    [MaxPool(2)]               public partial Layer     Pool4   { get; }

    [Conv(3, 3, 512, Pad = 1)] public partial ConvLayer Conv5_1 { get; }
    [Relu]                     public partial Layer     Relu5_1 { get; }
    [Conv(3, 3, 512, Pad = 1)] public partial ConvLayer Conv5_2 { get; }
    [Relu]                     public partial Layer     Relu5_2 { get; }
    [Conv(3, 3, 512, Pad = 1)] public partial ConvLayer Conv5_3 { get; }
    [Relu]                     public partial Layer     Relu5_3 { get; }
    [Conv(3, 3, 512, Pad = 1)] public partial ConvLayer Conv5_4 { get; }
    [Relu]                     public partial Layer     Relu5_4 { get; }
    [MaxPool(2)]               public partial Layer     Pool5   { get; }

    [Dense(4096)]              public partial ConvLayer Dense6  { get; }
    [Relu]                     public partial Layer     Relu6   { get; }
    [Dropout(0.5)]             public partial Layer     Drop6   { get; }
    [Dense(4096)]              public partial ConvLayer Dense7  { get; }
    [Relu]                     public partial Layer     Relu7   { get; }
    [Dropout(0.5)]             public partial Layer     Drop7   { get; }
    [Dense(1000)]              public partial ConvLayer Scores  { get; }
}
