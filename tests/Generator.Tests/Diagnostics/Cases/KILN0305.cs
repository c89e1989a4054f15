// KILN0305 at: Conv(8, 8, 200000000)
// Conv1 has Weights of 8×8×1×200000000, but all parameters of a network together are at most 268435456 floats; use fewer filters or a smaller window
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(8, 8, 200000000)] public partial ConvLayer Conv1 { get; }
}
