// KILN0302 at: Use<Residual>(0)
// A.Conv has Filters = 0, but it must be from 1 to 268435456; use 1 or more
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Use<Residual>(0)] public partial Residual A { get; }
}

[Block]
public sealed partial class Residual
{
    [Size] private const int Filters = 4;

    [Input] public partial Layer X { get; }
    [Conv(3, 3, Filters, Pad = 1)] public partial ConvLayer Conv { get; }
    [Add(nameof(X), nameof(Conv))] public partial Layer Sum { get; }
}
