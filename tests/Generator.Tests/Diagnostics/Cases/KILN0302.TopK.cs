// KILN0302 at: 0
// Errors has K = 0, but it must be from 1 to 268435456; use 1 or more
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(8, 8, 3)] public partial ConvLayer Scores { get; }
    [SoftmaxLoss] public partial LossLayer Loss { get; }
    [TopKError(0, From = nameof(Scores))] public partial LossLayer Errors { get; }
}
