// KILN0205 at: Input(4, 4, 1)
// Other is an input beside Image, but a network reads one image; remove one of them
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Input(4, 4, 1)] public partial Layer Other { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
}
