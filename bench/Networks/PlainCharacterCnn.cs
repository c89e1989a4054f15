namespace Kiln.Bench.Networks;

/// <summary>The layers of <see cref="Kiln.Models.Networks.CharacterCnn"/>, each computed by kernels of its own and by the plain sum: the baseline of fusion.</summary>
[Network(Fuse = false, Winograd = false)]
public sealed partial class PlainCharacterCnn
{
    [Input(32, 32, 1)] public partial Layer     Image  { get; }
    [Conv(5, 5, 20)]   public partial ConvLayer Conv1  { get; }
    [MaxPool(2)]       public partial Layer     Pool1  { get; }
    [Conv(5, 5, 50)]   public partial ConvLayer Conv2  { get; }
    [MaxPool(2)]       public partial Layer     Pool2  { get; }
    [Conv(4, 4, 500)]  public partial ConvLayer Conv3  { get; }
    [Relu]             public partial Layer     Relu3  { get; }
    [Conv(2, 2, 26)]   public partial ConvLayer Scores { get; }
    [SoftmaxLoss]      public partial LossLayer Loss   { get; }
}
