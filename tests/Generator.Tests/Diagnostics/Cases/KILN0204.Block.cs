// KILN0204 at: Input
// X is an input, but is below Relu; move it above all layers that are computed
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
    [Relu] public partial Layer Relu { get; }
    [Input] public partial Layer X { get; }
}
