namespace Kiln.Models.Networks;

/// <summary>The classifier of digits LeNet, as MatConvNet trains it.</summary>
/// <remarks>LeCun et al., Gradient-Based Learning Applied to Document Recognition, 1998.</remarks>
[Network(Targets = Targets.Cpu | Targets.Gpu)]
public sealed partial class LeNet
{
    [Input(28, 28, 1)] public partial Layer     Image  { get; }
    [Conv(5, 5, 20)]   public partial ConvLayer Conv1  { get; }
    [MaxPool(2)]       public partial Layer     Pool1  { get; }
    [Conv(5, 5, 50)]   public partial ConvLayer Conv2  { get; }
    [MaxPool(2)]       public partial Layer     Pool2  { get; }
    [Dense(500)]       public partial ConvLayer Dense3 { get; }
    [Relu]             public partial Layer     Relu3  { get; }
    [Dense(10)]        public partial ConvLayer Scores { get; }
    [SoftmaxLoss]      public partial LossLayer Loss   { get; }
}
