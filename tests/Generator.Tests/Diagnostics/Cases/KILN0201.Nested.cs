// KILN0201 at: From = "Y"
// Relu names 'Y', but Part has no such layer; name a layer above it, such as X
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Use<Outer>] public partial Outer A { get; }
    [Use<Outer>] public partial Outer B { get; }
    [Conv(1, 1, 2)] public partial ConvLayer Scores { get; }
}

[Block]
public sealed partial class Outer
{
    [Input] public partial Layer X { get; }
    [Use<Part>] public partial Part Inner { get; }
}

[Block]
public sealed partial class Part
{
    [Input] public partial Layer X { get; }
    [Relu(From = "Y")] public partial Layer Relu { get; }
}
