namespace Kiln.Models.Networks;

/// <summary>The classifier of photographs VGG-VD-16 (Simonyan and Zisserman 2014, arXiv:1409.1556, configuration D), without a loss: it is here to be
/// inspected, timed with random weights, and to classify with those that its authors trained.</summary>
[Network(Targets = Targets.Cpu | Targets.Gpu)]
public sealed partial class Vgg16
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
    [MaxPool(2)]               public partial Layer     Pool3   { get; }

    [Conv(3, 3, 512, Pad = 1)] public partial ConvLayer Conv4_1 { get; }
    [Relu]                     public partial Layer     Relu4_1 { get; }
    [Conv(3, 3, 512, Pad = 1)] public partial ConvLayer Conv4_2 { get; }
    [Relu]                     public partial Layer     Relu4_2 { get; }
    [Conv(3, 3, 512, Pad = 1)] public partial ConvLayer Conv4_3 { get; }
    [Relu]                     public partial Layer     Relu4_3 { get; }
    [MaxPool(2)]               public partial Layer     Pool4   { get; }

    [Conv(3, 3, 512, Pad = 1)] public partial ConvLayer Conv5_1 { get; }
    [Relu]                     public partial Layer     Relu5_1 { get; }
    [Conv(3, 3, 512, Pad = 1)] public partial ConvLayer Conv5_2 { get; }
    [Relu]                     public partial Layer     Relu5_2 { get; }
    [Conv(3, 3, 512, Pad = 1)] public partial ConvLayer Conv5_3 { get; }
    [Relu]                     public partial Layer     Relu5_3 { get; }
    [MaxPool(2)]               public partial Layer     Pool5   { get; }

    [Conv(7, 7, 4096)]         public partial ConvLayer Full6   { get; }
    [Relu]                     public partial Layer     Relu6   { get; }
    [Conv(1, 1, 4096)]         public partial ConvLayer Full7   { get; }
    [Relu]                     public partial Layer     Relu7   { get; }
    [Conv(1, 1, 1000)]         public partial ConvLayer Scores  { get; }
}
