// KILN0302 at: width: 0
// Conv1 has Width = 0, but it must be from 1 to 268435456; use 1 or more
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(filters: 4, height: 3, width: 0)] public partial ConvLayer Conv1 { get; }
}
