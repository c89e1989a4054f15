// KILN0217 at: Recompute = true
// Net has Recompute = true, which saves memory in training, but it has no loss; add one, such as [SoftmaxLoss], or remove Recompute
using Kiln;

[Network(Recompute = true)]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(8, 8, 3)] public partial ConvLayer Scores { get; }
}
