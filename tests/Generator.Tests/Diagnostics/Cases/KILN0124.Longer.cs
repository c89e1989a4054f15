// KILN0124 at: WeightsOf = nameof(A)
// B has the weights of A, but repeats 3 times, and A 2 times; name a use of Residual that is as long
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Use<Residual>(4, Repeat = 2)] public partial BlockList<Residual> A { get; }
    [Use<Residual>(4, Repeat = 3, WeightsOf = nameof(A))] public partial BlockList<Residual> B { get; }
}

[Block]
public sealed partial class Residual
{
    [Size] private const int Filters = 4;

    [Input] public partial Layer X { get; }
    [Conv(3, 3, Filters, Pad = 1)] public partial ConvLayer Conv { get; }
}
