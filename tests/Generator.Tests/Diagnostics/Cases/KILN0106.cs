// KILN0106 at: Conv(3, 3, 4)
// Conv1 is marked Conv and Relu, but a property is one layer; give each layer a property of its own
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] [Relu] public partial ConvLayer Conv1 { get; }
}
