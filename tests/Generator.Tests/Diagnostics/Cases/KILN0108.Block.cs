// KILN0108 at: Relu
// Relu and X are in different parts of Part, but layers are ordered by their place in one text; move all layers into one part
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Use<Part>] public partial Part A { get; }
    [Conv(1, 1, 2)] public partial ConvLayer Scores { get; }
}

[Block]
public sealed partial class Part
{
    [Input] public partial Layer X { get; }
    [Conv(1, 1, 4)] public partial ConvLayer Conv { get; }
}

public sealed partial class Part
{
    [Relu] public partial Layer Relu { get; }
}
