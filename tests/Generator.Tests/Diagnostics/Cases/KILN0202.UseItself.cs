// KILN0202 at: From = nameof(A)
// A names itself, but layers are computed top to bottom; name a layer above it, such as Image
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Use<Part>(From = nameof(A))] public partial Part A { get; }
    [Conv(1, 1, 2)] public partial ConvLayer Scores { get; }
}

[Block]
public sealed partial class Part
{
    [Input] public partial Layer X { get; }
    [Relu] public partial Layer Relu { get; }
}
