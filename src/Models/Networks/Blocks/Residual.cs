namespace Kiln.Models.Networks.Blocks;

/// <summary>A residual block of two convolutions whose output has the shape of its input.</summary>
/// <remarks>He et al., Deep Residual Learning for Image Recognition, 2016, figure 2.</remarks>
[Block]
public sealed partial class Residual
{
    [Size] private const int Filters = 64;

    [Input]                                      public partial Layer          X     { get; }
    [Conv(3, 3, Filters, Pad = 1, Bias = false)] public partial ConvLayer      Conv1 { get; }
    [BatchNorm]                                  public partial BatchNormLayer Norm1 { get; }
    [Relu]                                       public partial Layer          Relu1 { get; }
    [Conv(3, 3, Filters, Pad = 1, Bias = false)] public partial ConvLayer      Conv2 { get; }
    [BatchNorm]                                  public partial BatchNormLayer Norm2 { get; }
    [Add(nameof(X), nameof(Norm2))]              public partial Layer          Sum   { get; }
    [Relu]                                       public partial Layer          Relu2 { get; }
}
