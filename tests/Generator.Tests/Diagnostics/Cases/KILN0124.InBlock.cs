// KILN0124 at: WeightsOf = nameof(X)
// Conv has the weights of X, but that is no layer with weights, but of the kind input; name a layer of the same kind with weights, or remove WeightsOf
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Use<Residual>] public partial Residual A { get; }
}

[Block]
public sealed partial class Residual
{
    [Input] public partial Layer X { get; }
    [Conv(3, 3, 4, Pad = 1, WeightsOf = nameof(X))] public partial ConvLayer Conv { get; }
}
