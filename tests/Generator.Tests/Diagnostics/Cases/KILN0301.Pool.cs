// KILN0301 at: MaxPool(1, 9)
// Pool1 (1×9) does not fit its input Image, which is 8×8×1 (padding included); use a window of at most 8×8, or a larger Pad
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [MaxPool(1, 9)] public partial Layer Pool1 { get; }
}
