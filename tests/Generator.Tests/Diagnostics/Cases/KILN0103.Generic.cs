// KILN0103 at: Network
// Net is generic, but a network or a block is a plain class in a namespace; remove its type parameters
using Kiln;

[Network]
public sealed partial class Net<T>
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
}
