namespace Kiln.Models.Networks.Blocks;

/// <summary>A residual block of two convolutions whose shortcut is a convolution too, so that channels and stride may change.</summary>
/// <remarks>He et al., Deep Residual Learning for Image Recognition, 2016, section 3.3, option B.</remarks>
[Block]
public sealed partial class ProjectionResidual
{
    [Size] private const int Filters = 64, Stride = 2;

    [Input]                                                                public partial Layer          X        { get; }
    [Conv(3, 3, Filters, Stride = Stride, Pad = 1, Bias = false)]          public partial ConvLayer      Conv1    { get; }
    [BatchNorm]                                                            public partial BatchNormLayer Norm1    { get; }
    [Relu]                                                                 public partial Layer          Relu1    { get; }
    [Conv(3, 3, Filters, Pad = 1, Bias = false)]                           public partial ConvLayer      Conv2    { get; }
    [BatchNorm]                                                            public partial BatchNormLayer Norm2    { get; }

    [Conv(1, 1, Filters, Stride = Stride, Bias = false, From = nameof(X))] public partial ConvLayer      Shortcut { get; }
    [BatchNorm]                                                            public partial BatchNormLayer Norm3    { get; }

    [Add(nameof(Norm3), nameof(Norm2))]                                    public partial Layer          Sum      { get; }
    [Relu]                                                                 public partial Layer          Relu2    { get; }
}
