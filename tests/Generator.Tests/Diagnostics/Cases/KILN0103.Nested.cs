// KILN0103 at: Network
// Net is nested in Outer, but a network or a block is a plain class in a namespace; move it to a namespace
using Kiln;

public static partial class Outer<@in, TOther>
{
    [Network]
    public sealed partial class Net
    {
        [Input(8, 8, 1)] public partial Layer Image { get; }
        [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
    }
}
