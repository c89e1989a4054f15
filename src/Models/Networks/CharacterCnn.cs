namespace Kiln.Models.Networks;

/// <summary>The VGG practical's classifier of letters: 32×32 gray pixels in, a score for each of a to z out.</summary>
[Network(Targets = Targets.Cpu | Targets.Gpu)]
public sealed partial class CharacterCnn
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
