// KILN0302 at: Threshold = double.NaN
// Errors has Threshold = NaN, but it must be a finite number; use 0, or leave it out
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(8, 8, 3)] public partial ConvLayer Scores { get; }
    [LogisticLoss] public partial LossLayer Loss { get; }
    [BinaryError(Threshold = double.NaN, From = nameof(Scores))] public partial LossLayer Errors { get; }
}
