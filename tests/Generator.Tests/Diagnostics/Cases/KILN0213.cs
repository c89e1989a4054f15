// KILN0213 at: KeepGradient = true
// Seen has KeepGradient = true, but no loss depends on it; remove KeepGradient, or read the layer on the way to a loss
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Relu(Keep = true, KeepGradient = true)] public partial Layer Seen { get; }
    [Conv(3, 3, 2, From = nameof(Image))] public partial ConvLayer Scores { get; }
    [SoftmaxLoss] public partial LossLayer Loss { get; }
}
