// KILN0305 at: Dense(300000)
// @event has Weights of 32×32×1×300000, but all parameters of a network together are at most 268435456 floats; use fewer filters or a smaller window
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(32, 32, 1)] public partial Layer Image { get; }
    [Dense(300000)] public partial ConvLayer @event { get; }
}
