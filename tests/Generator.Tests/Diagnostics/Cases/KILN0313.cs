// KILN0313 at: 4
// Errors asks for the best 4 classes, but Scores has 3 channels; use K = 3 or less
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(8, 8, 3)] public partial ConvLayer Scores { get; }
    [SoftmaxLoss] public partial LossLayer Loss { get; }
    [TopKError(4, From = nameof(Scores))] public partial LossLayer Errors { get; }
}
