// KILN0102 at: Network
// Net is not sealed, but what is compiled cannot be derived from; write 'sealed partial class Net'
using Kiln;

[Network]
public partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
}
