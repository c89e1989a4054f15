// KILN0302 at: Sigma = 0
// Loss has Sigma = 0, but it must be from 1e-9 to 1e9; use 1, or leave it out
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(8, 8, 3)] public partial ConvLayer Scores { get; }
    [HuberLoss(Sigma = 0)] public partial LossLayer Loss { get; }
}
