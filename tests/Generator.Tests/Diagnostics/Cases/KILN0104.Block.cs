// KILN0104 at: Block
// Part derives from Base, but the compiler chooses the base class; remove Base (interfaces may stay)
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Use<Part>] public partial Part A { get; }
    [Conv(1, 1, 2)] public partial ConvLayer Scores { get; }
}

public class Base;

[Block]
public sealed partial class Part : Base
{
    [Input] public partial Layer X { get; }
    [Relu] public partial Layer Relu { get; }
}
