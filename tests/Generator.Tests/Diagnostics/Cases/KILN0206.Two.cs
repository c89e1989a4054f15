// KILN0206 at: SoftmaxLoss
// First is a loss, but Loss is below it; a network has one loss, so keep one and move it to the last line
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
    [SoftmaxLoss] public partial LossLayer First { get; }
    [SoftmaxLoss] public partial LossLayer Loss { get; }
}
