// KILN0206 at: SoftmaxLoss
// Loss is a loss, but Conv1 is below it; a network has one loss, so keep one and move it to the last line
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [SoftmaxLoss] public partial LossLayer Loss { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
}
