namespace Kiln.Models.Networks.Blocks;

/// <summary>Bottlenecks of one width: the first changes channels and stride, the others add to what they read.</summary>
/// <remarks>Sandler et al., MobileNetV2: Inverted Residuals and Linear Bottlenecks, 2018, arXiv:1801.04381, table 2, with a widening by 6.</remarks>
[Block]
public sealed partial class InvertedStage
{
    [Size] private const int Channels = 16, Filters = 24, Stride = 2, Others = 1;

    [Input]                                                        public partial Layer                       X     { get; }
    [Use<LinearBottleneck>(6 * Channels, Filters, Stride)]         public partial LinearBottleneck            First { get; }
    [Use<InvertedResidual>(6 * Filters, Filters, Repeat = Others)] public partial BlockList<InvertedResidual> Rest  { get; }
}
