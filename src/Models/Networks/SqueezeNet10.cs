using Kiln.Models.Networks.Blocks;

namespace Kiln.Models.Networks;

/// <summary>The small classifier of photographs SqueezeNet 1.0, as its authors trained and released it. Its pools round up.</summary>
/// <remarks>Iandola et al., SqueezeNet, 2016, arXiv:1602.07360, table 1. The table has images of 224×224 and no padding in the last convolution; the weights were trained
/// with 227×227 and one pixel of it, which the mean after it counts.</remarks>
[Network]
public sealed partial class SqueezeNet10
{
    [Input(227, 227, 3)]                                  public partial Layer     Image  { get; }
    [Conv(7, 7, 96, Stride = 2)]                          public partial ConvLayer Conv1  { get; }
    [Relu]                                                public partial Layer     Relu1  { get; }
    [MaxPool(3, Stride = 2)]                              public partial Layer     Pool1  { get; }
    [Use<Fire>(16, 64)]                                   public partial Fire      Fire2  { get; }
    [Use<Fire>(16, 64)]                                   public partial Fire      Fire3  { get; }
    [Use<Fire>(32, 128)]                                  public partial Fire      Fire4  { get; }
    [MaxPool(3, Stride = 2, PadBottom = 1, PadRight = 1)] public partial Layer     Pool4  { get; }
    [Use<Fire>(32, 128)]                                  public partial Fire      Fire5  { get; }
    [Use<Fire>(48, 192)]                                  public partial Fire      Fire6  { get; }
    [Use<Fire>(48, 192)]                                  public partial Fire      Fire7  { get; }
    [Use<Fire>(64, 256)]                                  public partial Fire      Fire8  { get; }
    [MaxPool(3, Stride = 2)]                              public partial Layer     Pool8  { get; }
    [Use<Fire>(64, 256)]                                  public partial Fire      Fire9  { get; }
    [Dropout(0.5)]                                        public partial Layer     Drop9  { get; }
    [Conv(1, 1, 1000, Pad = 1)]                           public partial ConvLayer Conv10 { get; }
    [Relu]                                                public partial Layer     Relu10 { get; }
    [GlobalAvgPool]                                       public partial Layer     Scores { get; }
}
