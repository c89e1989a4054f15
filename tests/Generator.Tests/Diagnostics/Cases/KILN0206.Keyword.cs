// KILN0206 at: From = nameof(@in)
// @event reads @in, which is a loss and has no map; name the layer to read, as in From = nameof(@class)
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer @class { get; }
    [Conv(8, 8, 2)] public partial ConvLayer Scores { get; }
    [SoftmaxLoss] public partial LossLayer @in { get; }
    [Relu(From = nameof(@in))] public partial Layer @event { get; }
    [SoftmaxLoss] public partial LossLayer Other { get; }
}
