namespace Kiln.Models.Networks.Practical;

/// <summary>Part 3 of the VGG practical: one filter and a max-pool, which learn to find dark dots.</summary>
[Network(OwnLoss = true)]
public sealed partial class TinyCnn
{
    [Input(480, 480, 1)]                   public partial Layer     X1 { get; }
    [Conv(3, 3, 1, Pad = 1, Keep = true)]  public partial ConvLayer X2 { get; }
    [MaxPool(3, Stride = 1, Pad = 1)]      public partial Layer     X3 { get; }
}
