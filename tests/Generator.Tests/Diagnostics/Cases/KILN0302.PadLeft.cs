// KILN0302 at: PadLeft = -2
// Conv1 has PadLeft = -2, but it must be from 0 to 268435456; use 0 or more
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4, PadLeft = -2)] public partial ConvLayer Conv1 { get; }
}
