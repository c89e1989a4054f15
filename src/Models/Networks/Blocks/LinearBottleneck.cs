namespace Kiln.Models.Networks.Blocks;

/// <summary>Widened, filtered channel by channel, and made narrow again.</summary>
/// <remarks>Sandler et al., MobileNetV2: Inverted Residuals and Linear Bottlenecks, 2018, arXiv:1801.04381, table 1.</remarks>
[Block]
public sealed partial class LinearBottleneck
{
    [Size] private const int Hidden = 96, Filters = 24, Stride = 2;

    [Input]                                       public partial Layer          X         { get; }
    [Conv(1, 1, Hidden, Bias = false)]            public partial ConvLayer      Widen     { get; }
    [BatchNorm]                                   public partial BatchNormLayer Norm      { get; }
    [Relu(Ceiling = 6)]                           public partial Layer          Relu      { get; }
    [Use<SeparableConv>(Hidden, Filters, Stride)] public partial SeparableConv  Separable { get; }
}
