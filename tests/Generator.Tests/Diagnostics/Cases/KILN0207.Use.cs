// KILN0207 at: Use<Part>
// A is read by no layer, so it would be computed for nothing; remove it, read it below with From = nameof(A), or set Keep = true to read its output yourself
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Use<Part>] public partial Part A { get; }
    [Conv(1, 1, 2, From = nameof(Image))] public partial ConvLayer Scores { get; }
}

[Block]
public sealed partial class Part
{
    [Input] public partial Layer X { get; }
    [Relu] public partial Layer Relu { get; }
}
