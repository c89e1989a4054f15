// KILN0121 at: Use<Part>
// A[0].Relu and A_0.Relu are both A_0_Relu in the emitted code; choose another name for one of them
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Use<Part>(Repeat = 2)] public partial BlockList<Part> A { get; }
    [Use<Part>] public partial Part A_0 { get; }
    [Conv(1, 1, 2)] public partial ConvLayer Scores { get; }
}

[Block]
public sealed partial class Part
{
    [Input] public partial Layer X { get; }
    [Relu] public partial Layer Relu { get; }
}
