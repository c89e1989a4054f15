// KILN0302 at: Use<Wide>(0, Repeat = 3)
// A[0].Conv has Filters = a division by zero, but it must be a number; use sizes that divide
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Use<Wide>(0, Repeat = 3)] public partial BlockList<Wide> A { get; }
}

[Block]
public sealed partial class Wide
{
    [Size] private const int Filters = 4;

    [Input] public partial Layer X { get; }
    [Conv(1, 1, 8 / Filters)] public partial ConvLayer Conv { get; }
}
