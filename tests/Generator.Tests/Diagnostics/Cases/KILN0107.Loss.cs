// KILN0107 at: SoftmaxLoss
// Loss has the type Kiln.Layer, but SoftmaxLoss needs LossLayer; write 'partial LossLayer Loss'
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
    [SoftmaxLoss] public partial Layer Loss { get; }
}
