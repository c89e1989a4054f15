// KILN0302 at: Use<Wide>(2000000)
// A.Conv has Filters = 200000000000, but it must be from 1 to 268435456; use 268435456 or less
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Use<Wide>(2000000)] public partial Wide A { get; }
}

[Block]
public sealed partial class Wide
{
    [Size] private const int Filters = 4;

    [Input] public partial Layer X { get; }
    [Conv(1, 1, 100000 * Filters)] public partial ConvLayer Conv { get; }
}
