// KILN0116 at: Use<string>
// Inner uses string, which is not a class marked [Block]; name a [Block] class of this project
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
    [Use<string>] public partial string Inner { get; }
    [Relu] public partial Layer Relu { get; }
}

[Block]
public sealed partial class Part
{
    [Input] public partial Layer X { get; }
    [Relu] public partial Layer Relu { get; }
}
