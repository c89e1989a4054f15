// KILN0107 at: Conv(3, 3, 4)
// @event has the type Kiln.Layer, but Conv needs ConvLayer; write 'partial ConvLayer @event'
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial Layer @event { get; }
}
