// KILN0116 at: Use<Other>
// A uses Other, which is not a class marked [Block]; name a [Block] class of this project
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Use<Other>] public partial Other A { get; }
}

[Network]
public sealed partial class Other
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv { get; }
}
