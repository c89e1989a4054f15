// KILN0207 at: Conv(3, 3, 4)
// Conv is read by no layer, so it would be computed for nothing; remove it, read it below with From = nameof(Conv), or set Keep = true to read its output yourself
using Kiln;

[Block]
public sealed partial class Part
{
    [Input] public partial Layer X { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv { get; }
    [Relu(From = nameof(X))] public partial Layer Relu { get; }
}
