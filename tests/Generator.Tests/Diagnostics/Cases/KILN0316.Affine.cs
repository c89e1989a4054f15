// KILN0316 at: AffineGrid(4, 4)
// Grid reads Pose, which is 1×1×5, but AffineGrid takes 1×1×6; change the layers between
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Dense(5)] public partial ConvLayer Pose { get; }
    [AffineGrid(4, 4)] public partial Layer Grid { get; }
    [BilinearSampler(nameof(Image), nameof(Grid))] public partial Layer Sampled { get; }
}
