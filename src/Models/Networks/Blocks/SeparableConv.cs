namespace Kiln.Models.Networks.Blocks;

/// <summary>A filter a channel, then a narrowing 1×1 without a relu.</summary>
/// <remarks>Sandler et al., MobileNetV2: Inverted Residuals and Linear Bottlenecks, 2018, arXiv:1801.04381, section 3.</remarks>
[Block]
public sealed partial class SeparableConv
{
    [Size] private const int Hidden = 96, Filters = 24, Stride = 1;

    [Input]                                                                       public partial Layer          X         { get; }
    [Conv(3, 3, Hidden, Groups = Hidden, Stride = Stride, Pad = 1, Bias = false)] public partial ConvLayer      Depthwise { get; }
    [BatchNorm]                                                                   public partial BatchNormLayer Norm1     { get; }
    [Relu(Ceiling = 6)]                                                           public partial Layer          Relu1     { get; }
    [Conv(1, 1, Filters, Bias = false)]                                           public partial ConvLayer      Narrow    { get; }
    [BatchNorm]                                                                   public partial BatchNormLayer Norm2     { get; }
}
