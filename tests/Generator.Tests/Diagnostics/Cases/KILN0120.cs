// KILN0120 at: Input
// Image has no extents, but a network's input needs them; write '[Input(32, 32, 1)]'
using Kiln;

[Network]
public sealed partial class Net
{
    [Input] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv { get; }
}
