// KILN0309 at: Concat(nameof(Image), nameof(Conv1), Along = Axes.Rows)
// Tall joins Image, which is 8×8×4, and Conv1, which is 8×8×5, but it takes maps of equal columns and channels; change the layers between, for example a stride or a pad
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Conv(3, 3, 5, Pad = 1)] public partial ConvLayer Conv1 { get; }
    [Concat(nameof(Image), nameof(Conv1), Along = Axes.Rows)] public partial Layer Tall { get; }
}
