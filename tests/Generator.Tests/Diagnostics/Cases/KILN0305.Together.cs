// KILN0305 at: Conv(1, 1, 16000)
// Conv2 has Weights of 1×1×16000×16000, but all parameters of a network together are at most 268435456 floats; use fewer filters or a smaller window
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(1, 1, 16000)] public partial Layer Image { get; }
    [Conv(1, 1, 16000, Bias = false)] public partial ConvLayer Conv1 { get; }
    [Conv(1, 1, 16000)] public partial ConvLayer Conv2 { get; }
}
