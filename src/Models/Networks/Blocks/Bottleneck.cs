namespace Kiln.Models.Networks.Blocks;

/// <summary>A residual block of three convolutions whose output has the shape of its input.</summary>
/// <remarks>He et al., Deep Residual Learning for Image Recognition, 2016, figure 5.</remarks>
[Block]
public sealed partial class Bottleneck
{
    [Size] private const int Filters = 64;

    [Input]                                       public partial Layer          X     { get; }
    [Conv(1, 1, Filters, Bias = false)]           public partial ConvLayer      Conv1 { get; }
    [BatchNorm]                                   public partial BatchNormLayer Norm1 { get; }
    [Relu]                                        public partial Layer          Relu1 { get; }
    [Conv(3, 3, Filters, Pad = 1, Bias = false)]  public partial ConvLayer      Conv2 { get; }
    [BatchNorm]                                   public partial BatchNormLayer Norm2 { get; }
    [Relu]                                        public partial Layer          Relu2 { get; }
    [Conv(1, 1, 4 * Filters, Bias = false)]       public partial ConvLayer      Conv3 { get; }
    [BatchNorm]                                   public partial BatchNormLayer Norm3 { get; }
    [Add(nameof(X), nameof(Norm3))]               public partial Layer          Sum   { get; }
    [Relu]                                        public partial Layer          Relu3 { get; }
}
