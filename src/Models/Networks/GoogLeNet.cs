using Kiln.Models.Networks.Blocks;

namespace Kiln.Models.Networks;

/// <summary>The classifier of photographs GoogLeNet, without its auxiliary heads.</summary>
/// <remarks>Szegedy et al., Going Deeper with Convolutions, 2014, arXiv:1409.4842, table 1. Its pools round up; a row and a column of padding do.</remarks>
[Network]
public sealed partial class GoogLeNet
{
    [Input(224, 224, 3)]                                  public partial Layer     Image       { get; }
    [Conv(7, 7, 64, Stride = 2, Pad = 3)]                 public partial ConvLayer Conv1       { get; }
    [Relu]                                                public partial Layer     Relu1       { get; }
    [MaxPool(3, Stride = 2, PadBottom = 1, PadRight = 1)] public partial Layer     Pool1       { get; }
    [Lrn(5, Kappa = 1, Alpha = 2e-5)]                     public partial Layer     Norm1       { get; }
    [Conv(1, 1, 64)]                                      public partial ConvLayer Narrow2     { get; }
    [Relu]                                                public partial Layer     NarrowRelu2 { get; }
    [Conv(3, 3, 192, Pad = 1)]                            public partial ConvLayer Conv2       { get; }
    [Relu]                                                public partial Layer     Relu2       { get; }
    [Lrn(5, Kappa = 1, Alpha = 2e-5)]                     public partial Layer     Norm2       { get; }
    [MaxPool(3, Stride = 2, PadBottom = 1, PadRight = 1)] public partial Layer     Pool2       { get; }
    [Use<Inception>(64, 96, 128, 16, 32, 32)]             public partial Inception Inception3a { get; }
    [Use<Inception>(128, 128, 192, 32, 96, 64)]           public partial Inception Inception3b { get; }
    [MaxPool(3, Stride = 2, PadBottom = 1, PadRight = 1)] public partial Layer     Pool3       { get; }
    [Use<Inception>(192, 96, 208, 16, 48, 64)]            public partial Inception Inception4a { get; }
    [Use<Inception>(160, 112, 224, 24, 64, 64)]           public partial Inception Inception4b { get; }
    [Use<Inception>(128, 128, 256, 24, 64, 64)]           public partial Inception Inception4c { get; }
    [Use<Inception>(112, 144, 288, 32, 64, 64)]           public partial Inception Inception4d { get; }
    [Use<Inception>(256, 160, 320, 32, 128, 128)]         public partial Inception Inception4e { get; }
    [MaxPool(3, Stride = 2, PadBottom = 1, PadRight = 1)] public partial Layer     Pool4       { get; }
    [Use<Inception>(256, 160, 320, 32, 128, 128)]         public partial Inception Inception5a { get; }
    [Use<Inception>(384, 192, 384, 48, 128, 128)]         public partial Inception Inception5b { get; }
    [GlobalAvgPool]                                       public partial Layer     Pool5       { get; }
    [Dropout(0.4)]                                        public partial Layer     Drop5       { get; }
    [Dense(1000)]                                         public partial ConvLayer Scores      { get; }
}
