// KILN0118 at: Use<Part>
// Inner uses Part inside Part, which would never end; use another block there
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
    [Input] public partial Layer X { get; }
    [Use<Part>()] public partial Part First { get; }
}

[Block]
public sealed partial class Part
{
    [Input] public partial Layer X { get; }
    [Use<Part>] public partial Part Inner { get; }
}
