// KILN0123 at: Use<Many>(200, Repeat = 200)
// A makes the network larger than 10000 layers; repeat less
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Use<Many>(200, Repeat = 200)] public partial BlockList<Many> A { get; }
}

[Block]
public sealed partial class Many
{
    [Size] private const int Times = 2;

    [Input] public partial Layer X { get; }
    [Use<Single>(Repeat = Times)] public partial BlockList<Single> All { get; }
}

[Block]
public sealed partial class Single
{
    [Input] public partial Layer X { get; }
    [Relu] public partial Layer Relu { get; }
}
