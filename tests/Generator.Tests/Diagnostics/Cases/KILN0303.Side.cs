// KILN0303 at: PadLeft = 3
// Pool1 has PadLeft = 3 for a window of 4×3, but every window must hold a pixel; use at most 2
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [MaxPool(4, 3, PadTop = 3, PadLeft = 3)] public partial Layer Pool1 { get; }
}
