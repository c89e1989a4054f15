// KILN0121 at: Relu
// Inner.Relu and Inner_Relu are both Inner_Relu in the emitted code; choose another name for one of them
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
    [Use<Middle>] public partial Middle First { get; }
}

[Block]
public sealed partial class Middle
{
    [Input] public partial Layer X { get; }
    [Use<Part>] public partial Part Inner { get; }
    [Relu] public partial Layer Inner_Relu { get; }
}

[Block]
public sealed partial class Part
{
    [Input] public partial Layer X { get; }
    [Relu] public partial Layer Relu { get; }
}
