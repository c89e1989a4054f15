namespace Kiln.Models.Networks.Blocks;

/// <summary>A residual block of three convolutions whose shortcut is a convolution too, so that channels and stride may change. The stride is in the 3×3.</summary>
/// <remarks>He et al., Deep Residual Learning for Image Recognition, 2016, section 3.3, option B.</remarks>
[Block]
public sealed partial class ProjectionBottleneck
{
    [Size] private const int Filters = 64, Stride = 1;

    [Input]                                                        public partial Layer          X        { get; }
    [Conv(1, 1, Filters, Bias = false)]                            public partial ConvLayer      Conv1    { get; }
    [BatchNorm]                                                    public partial BatchNormLayer Norm1    { get; }
    [Relu]                                                         public partial Layer          Relu1    { get; }
    [Conv(3, 3, Filters, Stride = Stride, Pad = 1, Bias = false)]  public partial ConvLayer      Conv2    { get; }
    [BatchNorm]                                                    public partial BatchNormLayer Norm2    { get; }
    [Relu]                                                         public partial Layer          Relu2    { get; }
    [Conv(1, 1, 4 * Filters, Bias = false)]                        public partial ConvLayer      Conv3    { get; }
    [BatchNorm]                                                    public partial BatchNormLayer Norm3    { get; }

    [Conv(1, 1, 4 * Filters, Stride = Stride, Bias = false, From = nameof(X))]
                                                                   public partial ConvLayer      Shortcut { get; }
    [BatchNorm]                                                    public partial BatchNormLayer Norm4    { get; }

    [Add(nameof(Norm4), nameof(Norm3))]                            public partial Layer          Sum      { get; }
    [Relu]                                                         public partial Layer          Relu3    { get; }
}
