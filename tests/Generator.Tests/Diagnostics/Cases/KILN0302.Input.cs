// KILN0302 at: 0
// Image has Channels = 0, but it must be from 1 to 268435456; use 1 or more
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 0)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
}
