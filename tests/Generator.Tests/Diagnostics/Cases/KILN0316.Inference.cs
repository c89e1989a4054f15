// KILN0316 at: InferenceOf<Net>(Height = 9, Width = 8)
// Grid reads Zoom, which is 2×1×3, but ScalingGrid takes 1×1×3; change the layers between
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Dense(3)] public partial ConvLayer Zoom { get; }
    [ScalingGrid(4, 4)] public partial Layer Grid { get; }
    [BilinearSampler(nameof(Image), nameof(Grid))] public partial Layer Sampled { get; }
}

[InferenceOf<Net>(Height = 9, Width = 8)]
public sealed partial class Reader;
