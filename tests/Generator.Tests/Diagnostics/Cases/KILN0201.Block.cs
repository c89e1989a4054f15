// KILN0201 at: From = "Cnov"
// Relu names 'Cnov', but Part has no such layer; name a layer above it, such as Conv
using Kiln;

[Block]
public sealed partial class Part
{
    [Input] public partial Layer X { get; }
    [Conv(3, 3, 4, Pad = 1)] public partial ConvLayer Conv { get; }
    [Relu(From = "Cnov")] public partial Layer Relu { get; }
    [Add(nameof(Conv), nameof(Relu))] public partial Layer Sum { get; }
}
