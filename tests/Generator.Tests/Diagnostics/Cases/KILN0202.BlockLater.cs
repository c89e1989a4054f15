// KILN0202 at: From = nameof(Inner)
// Conv names Inner, which is declared below it, but layers are computed top to bottom; name a layer above it, such as X
using Kiln;

[Block]
public sealed partial class Outer
{
    [Input] public partial Layer X { get; }
    [Conv(1, 1, 4, From = nameof(Inner))] public partial ConvLayer Conv { get; }
    [Use<Part>] public partial Part Inner { get; }
}

[Block]
public sealed partial class Part
{
    [Input] public partial Layer X { get; }
    [Relu] public partial Layer Relu { get; }
}
