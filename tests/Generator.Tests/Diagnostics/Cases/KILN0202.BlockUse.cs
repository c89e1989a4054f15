// KILN0202 at: From = nameof(Conv)
// Inner names Conv, which is declared below it, but layers are computed top to bottom; name a layer above it, such as X
using Kiln;

[Block]
public sealed partial class Outer
{
    [Input] public partial Layer X { get; }
    [Use<Part>(From = nameof(Conv))] public partial Part Inner { get; }
    [Conv(1, 1, 4)] public partial ConvLayer Conv { get; }
}

[Block]
public sealed partial class Part
{
    [Input] public partial Layer X { get; }
    [Relu] public partial Layer Relu { get; }
}
