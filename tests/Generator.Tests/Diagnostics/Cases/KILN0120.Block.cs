// KILN0120 at: Input(8, 8, 4)
// X has extents, but a block's input has those of the layer that its use reads; write '[Input]'
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Use<Part>] public partial Part A { get; }
}

[Block]
public sealed partial class Part
{
    [Input(8, 8, 4)] public partial Layer X { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv { get; }
}
