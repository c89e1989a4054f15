using Kiln.Models.Networks.Blocks;

namespace Kiln.Models.Networks;

/// <summary>The small classifier of photographs SqueezeNet 1.1, which pools earlier than 1.0.</summary>
/// <remarks>Iandola et al., SqueezeNet, 2016, arXiv:1602.07360; version 1.1 of its authors' repository.</remarks>
[Network]
public sealed partial class SqueezeNet11
{
    [Input(224, 224, 3)]         public partial Layer     Image  { get; }
    [Conv(3, 3, 64, Stride = 2)] public partial ConvLayer Conv1  { get; }
    [Relu]                       public partial Layer     Relu1  { get; }
    [MaxPool(3, Stride = 2)]     public partial Layer     Pool1  { get; }
    [Use<Fire>(16, 64)]          public partial Fire      Fire2  { get; }
    [Use<Fire>(16, 64)]          public partial Fire      Fire3  { get; }
    [MaxPool(3, Stride = 2)]     public partial Layer     Pool3  { get; }
    [Use<Fire>(32, 128)]         public partial Fire      Fire4  { get; }
    [Use<Fire>(32, 128)]         public partial Fire      Fire5  { get; }
    [MaxPool(3, Stride = 2)]     public partial Layer     Pool5  { get; }
    [Use<Fire>(48, 192)]         public partial Fire      Fire6  { get; }
    [Use<Fire>(48, 192)]         public partial Fire      Fire7  { get; }
    [Use<Fire>(64, 256)]         public partial Fire      Fire8  { get; }
    [Use<Fire>(64, 256)]         public partial Fire      Fire9  { get; }
    [Dropout(0.5)]               public partial Layer     Drop9  { get; }
    [Conv(1, 1, 1000)]           public partial ConvLayer Conv10 { get; }
    [Relu]                       public partial Layer     Relu10 { get; }
    [GlobalAvgPool]              public partial Layer     Scores { get; }
}
