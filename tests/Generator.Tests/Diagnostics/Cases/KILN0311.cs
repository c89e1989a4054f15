// KILN0311 at: Conv(1, 1, 4)
// Conv1 needs 4294967296 floats with the border that its readers pad, but at most 2147483559 fit; use smaller extents, fewer channels, or smaller pads and dilations
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(32, 32, 4)] public partial Layer Image { get; }
    [Conv(1, 1, 4)] public partial ConvLayer Conv1 { get; }
    [Conv(3, 3, 1, Pad = 16368, Stride = 16384)] public partial ConvLayer Conv2 { get; }
}
