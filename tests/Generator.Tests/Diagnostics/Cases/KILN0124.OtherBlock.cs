// KILN0124 at: WeightsOf = nameof(A)
// B has the weights of A, but that is another block; name a use of Residual that is as long
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Use<Other>] public partial Other A { get; }
    [Use<Residual>(4, WeightsOf = nameof(A))] public partial Residual B { get; }
}

[Block]
public sealed partial class Residual
{
    [Size] private const int Filters = 4;

    [Input] public partial Layer X { get; }
    [Conv(3, 3, Filters, Pad = 1)] public partial ConvLayer Conv { get; }
}

[Block]
public sealed partial class Other
{
    [Input] public partial Layer X { get; }
    [Conv(3, 3, 4, Pad = 1)] public partial ConvLayer Conv { get; }
}
