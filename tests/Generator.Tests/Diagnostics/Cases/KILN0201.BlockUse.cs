// KILN0201 at: From = "Missing"
// Inner names 'Missing', but Outer has no such layer; name a layer above it, such as X
using Kiln;

[Block]
public sealed partial class Outer
{
    [Input] public partial Layer X { get; }
    [Use<Part>(From = "Missing")] public partial Part Inner { get; }
    [Conv(1, 1, 4)] public partial ConvLayer Conv { get; }
}

[Block]
public sealed partial class Part
{
    [Input] public partial Layer X { get; }
    [Relu] public partial Layer Relu { get; }
}
