namespace Kiln.Models.Networks.Blocks;

/// <summary>Squeezed to few channels, then expanded by 1×1 and 3×3 filters side by side. The layers have the names that SqueezeNet's authors gave them.</summary>
/// <remarks>Iandola et al., SqueezeNet, 2016, arXiv:1602.07360, figure 1.</remarks>
[Block]
public sealed partial class Fire
{
    [Size] private const int Squeeze = 16, Expand = 64;

    [Input]                                                   public partial Layer     X           { get; }
    [Conv(1, 1, Squeeze)]                                     public partial ConvLayer Squeeze1x1  { get; }
    [Relu]                                                    public partial Layer     SqueezeRelu { get; }
    [Conv(1, 1, Expand)]                                      public partial ConvLayer Expand1x1   { get; }
    [Relu]                                                    public partial Layer     Relu1x1     { get; }
    [Conv(3, 3, Expand, Pad = 1, From = nameof(SqueezeRelu))] public partial ConvLayer Expand3x3   { get; }
    [Relu]                                                    public partial Layer     Relu3x3     { get; }
    [Concat(nameof(Relu1x1), nameof(Relu3x3))]                public partial Layer     Joined      { get; }
}
