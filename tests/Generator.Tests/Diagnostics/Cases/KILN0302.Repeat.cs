// KILN0302 at: Repeat = 0
// A has Repeat = 0, but it must be from 1 to 256; put uses with Repeat into a block of their own where more are meant
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Use<Residual>(4, Repeat = 0)] public partial BlockList<Residual> A { get; }
}

[Block]
public sealed partial class Residual
{
    [Size] private const int Filters = 4;

    [Input] public partial Layer X { get; }
    [Conv(3, 3, Filters, Pad = 1)] public partial ConvLayer Conv { get; }
    [Add(nameof(X), nameof(Conv))] public partial Layer Sum { get; }
}
