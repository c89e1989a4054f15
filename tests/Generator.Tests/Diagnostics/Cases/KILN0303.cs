// KILN0303 at: Pad = 2
// Pool1 has Pad = 2 for a window of 2×2, but every window must hold a pixel; use at most 1
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [MaxPool(2, Pad = 2)] public partial Layer Pool1 { get; }
}
