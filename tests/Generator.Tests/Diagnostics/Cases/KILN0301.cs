// KILN0301 at: Conv(4, 4, 500)
// Conv3 (4×4) does not fit its input Pool2, which is 3×3×50 (padding included); use a window of at most 3×3, or a larger Pad
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(6, 6, 50)] public partial Layer Image { get; }
    [MaxPool(2)] public partial Layer Pool2 { get; }
    [Conv(4, 4, 500)] public partial ConvLayer Conv3 { get; }
    [Relu] public partial Layer Relu3 { get; }
    [Conv(2, 2, 26)] public partial ConvLayer Scores { get; }
    [SoftmaxLoss] public partial LossLayer Loss { get; }
}
