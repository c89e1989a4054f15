using Kiln.Models.Networks.Blocks;

namespace Kiln.Models.Networks.Features;

/// <summary>What <see cref="SqueezeNet10"/> makes of a picture before it tells classes apart: the means of its last 512 maps. Pixels are counted from 0 to 1; Centred makes of them what the
/// network was trained on.</summary>
/// <remarks>Classes are told apart by a convolution of single pixels, whose results are averaged. Both are sums, so the average may come first: what follows it reads 512 numbers.</remarks>
[Network]
public sealed partial class SqueezeNet10Features
{
    [Input(227, 227, 3)]                                  public partial Layer      Image    { get; }
    [Scale]                                               public partial ScaleLayer Centred  { get; }
    [Conv(7, 7, 96, Stride = 2)]                          public partial ConvLayer  Conv1    { get; }
    [Relu]                                                public partial Layer      Relu1    { get; }
    [MaxPool(3, Stride = 2)]                              public partial Layer      Pool1    { get; }
    [Use<Fire>(16, 64)]                                   public partial Fire       Fire2    { get; }
    [Use<Fire>(16, 64)]                                   public partial Fire       Fire3    { get; }
    [Use<Fire>(32, 128)]                                  public partial Fire       Fire4    { get; }
    [MaxPool(3, Stride = 2, PadBottom = 1, PadRight = 1)] public partial Layer      Pool4    { get; }
    [Use<Fire>(32, 128)]                                  public partial Fire       Fire5    { get; }
    [Use<Fire>(48, 192)]                                  public partial Fire       Fire6    { get; }
    [Use<Fire>(48, 192)]                                  public partial Fire       Fire7    { get; }
    [Use<Fire>(64, 256)]                                  public partial Fire       Fire8    { get; }
    [MaxPool(3, Stride = 2)]                              public partial Layer      Pool8    { get; }
    [Use<Fire>(64, 256)]                                  public partial Fire       Fire9    { get; }
    [GlobalAvgPool]                                       public partial Layer      Features { get; }
}
