// KILN0316 at: nameof(@event)
// Tiles reads @event, which is 6×6×4, but RoiMaxPool takes regions of R×1×4; change the layers between
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer @event { get; }
    [RoiMaxPool(nameof(Image), nameof(@event), Rows = 2, Columns = 2)] public partial Layer Tiles { get; }
}
