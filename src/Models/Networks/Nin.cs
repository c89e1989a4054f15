using Kiln.Models.Networks.Blocks;

namespace Kiln.Models.Networks;

/// <summary>The network in network for pictures of 32×32 pixels in ten classes.</summary>
/// <remarks>Lin et al., Network In Network, 2014, arXiv:1312.4400.</remarks>
[Network]
public sealed partial class Nin
{
    [Input(32, 32, 3)]                                    public partial Layer   Image  { get; }
    [Use<MlpConv>(5, 2, 192, 160, 96)]                    public partial MlpConv Mlp1   { get; }
    [MaxPool(3, Stride = 2, PadBottom = 1, PadRight = 1)] public partial Layer   Pool1  { get; }
    [Dropout(0.5)]                                        public partial Layer   Drop1  { get; }
    [Use<MlpConv>(5, 2, 192, 192, 192)]                   public partial MlpConv Mlp2   { get; }
    [AvgPool(3, Stride = 2, PadBottom = 1, PadRight = 1)] public partial Layer   Pool2  { get; }
    [Dropout(0.5)]                                        public partial Layer   Drop2  { get; }
    [Use<MlpConv>(3, 1, 192, 192, 10)]                    public partial MlpConv Mlp3   { get; }
    [GlobalAvgPool]                                       public partial Layer   Scores { get; }
}
