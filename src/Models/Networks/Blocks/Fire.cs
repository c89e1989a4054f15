namespace Kiln.Models.Networks.Blocks;

/// <summary>Squeezed to few channels, then widened by 1×1 and 3×3 filters side by side.</summary>
/// <remarks>Iandola et al., SqueezeNet, 2016, arXiv:1602.07360, figure 1.</remarks>
[Block]
public sealed partial class Fire
{
    [Size] private const int Squeeze = 16, Expand = 64;

    [Input]                                                  public partial Layer     X          { get; }
    [Conv(1, 1, Squeeze)]                                    public partial ConvLayer Narrow     { get; }
    [Relu]                                                   public partial Layer     NarrowRelu { get; }
    [Conv(1, 1, Expand)]                                     public partial ConvLayer Conv1      { get; }
    [Relu]                                                   public partial Layer     Relu1      { get; }
    [Conv(3, 3, Expand, Pad = 1, From = nameof(NarrowRelu))] public partial ConvLayer Conv3      { get; }
    [Relu]                                                   public partial Layer     Relu3      { get; }
    [Concat(nameof(Relu1), nameof(Relu3))]                   public partial Layer     Joined     { get; }
}
