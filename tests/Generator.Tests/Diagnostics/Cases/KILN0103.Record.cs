// KILN0103 at: Network
// Net is a record, but a network or a block is a plain class in a namespace; make it a class
using Kiln;

[Network]
public sealed partial record Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
}
