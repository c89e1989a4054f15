namespace Kiln.Models.Networks;

/// <summary>The classifier of photographs AlexNet, in one tower.</summary>
/// <remarks>Krizhevsky, One weird trick for parallelizing convolutional neural networks, 2014, arXiv:1404.5997; the sizes of torchvision.</remarks>
[Network]
public sealed partial class AlexNet
{
    [Input(224, 224, 3)]                    public partial Layer     Image  { get; }
    [Conv(11, 11, 64, Stride = 4, Pad = 2)] public partial ConvLayer Conv1  { get; }
    [Relu]                                  public partial Layer     Relu1  { get; }
    [MaxPool(3, Stride = 2)]                public partial Layer     Pool1  { get; }
    [Conv(5, 5, 192, Pad = 2)]              public partial ConvLayer Conv2  { get; }
    [Relu]                                  public partial Layer     Relu2  { get; }
    [MaxPool(3, Stride = 2)]                public partial Layer     Pool2  { get; }
    [Conv(3, 3, 384, Pad = 1)]              public partial ConvLayer Conv3  { get; }
    [Relu]                                  public partial Layer     Relu3  { get; }
    [Conv(3, 3, 256, Pad = 1)]              public partial ConvLayer Conv4  { get; }
    [Relu]                                  public partial Layer     Relu4  { get; }
    [Conv(3, 3, 256, Pad = 1)]              public partial ConvLayer Conv5  { get; }
    [Relu]                                  public partial Layer     Relu5  { get; }
    [MaxPool(3, Stride = 2)]                public partial Layer     Pool5  { get; }
    [Dropout(0.5)]                          public partial Layer     Drop6  { get; }
    [Dense(4096)]                           public partial ConvLayer Dense6 { get; }
    [Relu]                                  public partial Layer     Relu6  { get; }
    [Dropout(0.5)]                          public partial Layer     Drop7  { get; }
    [Dense(4096)]                           public partial ConvLayer Dense7 { get; }
    [Relu]                                  public partial Layer     Relu7  { get; }
    [Dense(1000)]                           public partial ConvLayer Scores { get; }
}
