// KILN0309 at: Add(nameof(Image), nameof(Conv1))
// Sum adds Image, which is 8×8×1, and Conv1, which is 6×6×1, but it takes maps of one shape; change the layers between, for example a stride or a pad
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 1)] public partial ConvLayer Conv1 { get; }
    [Add(nameof(Image), nameof(Conv1))] public partial Layer Sum { get; }
}
