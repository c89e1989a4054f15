// KILN0124 at: WeightsOf = nameof(@event)
// B has the weights of @event, but that is no layer with weights, but of the kind relu; name a layer of the same kind with weights, or remove WeightsOf
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Relu] public partial Layer @event { get; }
    [Conv(3, 3, 4, WeightsOf = nameof(@event))] public partial ConvLayer B { get; }
}
