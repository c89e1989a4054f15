// KILN0301 at: Conv(3, 3, 4, Dilation = 4)
// Conv1 (3×3, dilated to 9×9) does not fit its input @in, which is 8×8×1 (padding included); use a window of at most 8×8, or a larger Pad
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer @in { get; }
    [Conv(3, 3, 4, Dilation = 4)] public partial ConvLayer Conv1 { get; }
}
