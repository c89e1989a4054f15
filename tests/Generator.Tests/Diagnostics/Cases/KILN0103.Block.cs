// KILN0103 at: Block
// Part is a record, but a network or a block is a plain class in a namespace; make it a class
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Use<Part>] public partial Part A { get; }
    [Conv(1, 1, 2)] public partial ConvLayer Scores { get; }
}

[Block]
public sealed partial record Part
{
    [Input] public partial Layer X { get; }
    [Relu] public partial Layer Relu { get; }
}
