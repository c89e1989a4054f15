namespace Kiln.Models.Networks.Blocks;

/// <summary>A convolution whose filters are small networks: two convolutions of one pixel follow.</summary>
/// <remarks>Lin et al., Network In Network, 2014, section 3.1.</remarks>
[Block]
public sealed partial class MlpConv
{
    [Size] private const int Window = 5, Pad = 2, Filters = 192, Middle = 160, Last = 96;

    [Input]                                    public partial Layer     X     { get; }
    [Conv(Window, Window, Filters, Pad = Pad)] public partial ConvLayer Conv1 { get; }
    [Relu]                                     public partial Layer     Relu1 { get; }
    [Conv(1, 1, Middle)]                       public partial ConvLayer Conv2 { get; }
    [Relu]                                     public partial Layer     Relu2 { get; }
    [Conv(1, 1, Last)]                         public partial ConvLayer Conv3 { get; }
    [Relu]                                     public partial Layer     Relu3 { get; }
}
