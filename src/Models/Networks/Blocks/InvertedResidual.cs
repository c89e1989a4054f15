namespace Kiln.Models.Networks.Blocks;

/// <summary>Widened, filtered channel by channel, made narrow again, and added to what it read.</summary>
/// <remarks>Sandler et al., MobileNetV2: Inverted Residuals and Linear Bottlenecks, 2018, arXiv:1801.04381, figure 4(d).</remarks>
[Block]
public sealed partial class InvertedResidual
{
    [Size] private const int Hidden = 144, Filters = 24;

    [Input]                                  public partial Layer          X         { get; }
    [Conv(1, 1, Hidden, Bias = false)]       public partial ConvLayer      Widen     { get; }
    [BatchNorm]                              public partial BatchNormLayer Norm      { get; }
    [Relu(Ceiling = 6)]                      public partial Layer          Relu      { get; }
    [Use<SeparableConv>(Hidden, Filters, 1)] public partial SeparableConv  Separable { get; }
    [Add(nameof(X), nameof(Separable))]      public partial Layer          Sum       { get; }
}
