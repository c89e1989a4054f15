// KILN0207 at: Use<Part>
// Inner is read by no layer, so it would be computed for nothing; remove it, read it below with From = nameof(Inner), or set Keep = true to read its output yourself
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
    [Relu(From = nameof(X))] public partial Layer Relu { get; }
}

[Block]
public sealed partial class Part
{
    [Input] public partial Layer X { get; }
    [Relu] public partial Layer Relu { get; }
}
