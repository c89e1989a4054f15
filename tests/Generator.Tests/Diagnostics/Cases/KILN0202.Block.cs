// KILN0202 at: From = nameof(Conv)
// Relu names Conv, which is declared below it, but layers are computed top to bottom; name a layer above it, such as X
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
    [Relu(From = nameof(Conv))] public partial Layer Relu { get; }
    [Conv(1, 1, 4)] public partial ConvLayer Conv { get; }
}
