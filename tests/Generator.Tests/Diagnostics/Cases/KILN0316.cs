// KILN0316 at: nameof(Conv1)
// Sampled reads Conv1, which is 6×6×3, but BilinearSampler takes a grid of 2 channels; change the layers between
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 3)] public partial ConvLayer Conv1 { get; }
    [BilinearSampler(nameof(Image), nameof(Conv1))] public partial Layer Sampled { get; }
}
