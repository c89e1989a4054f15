// KILN0311 at: Network
// Net needs 4294967296 floats for sums over all images, but at most 2147483559 fit; use smaller extents, fewer channels, or smaller pads and dilations
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(1, 1, 1)] public partial Layer Image { get; }
    [Conv(1, 1, 134217728)] public partial ConvLayer Scores { get; }
    [SoftmaxLoss] public partial LossLayer Loss { get; }
}
