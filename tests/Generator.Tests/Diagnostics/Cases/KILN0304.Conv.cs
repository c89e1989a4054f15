// KILN0304 at: Conv(1, 1, 200000000)
// Conv1 computes a map of 8×8×200000000, but a map has at most 268435456 floats; use smaller extents or fewer channels
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(1, 1, 200000000)] public partial ConvLayer Conv1 { get; }
}
