// KILN0203 at: Use<Part>
// Outer begins with Inner, but the first line is the input; put '[Input] public partial Layer X { get; }' above it
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Use<Outer>] public partial Outer A { get; }
    [Conv(1, 1, 2)] public partial ConvLayer Scores { get; }
}

[Block]
public sealed partial class Outer
{
    [Use<Part>] public partial Part Inner { get; }
}

[Block]
public sealed partial class Part
{
    [Input] public partial Layer X { get; }
    [Relu] public partial Layer Relu { get; }
}
