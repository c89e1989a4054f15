// KILN0304 at: Input(20000, 20000, 3)
// Image computes a map of 20000×20000×3, but a map has at most 268435456 floats; use smaller extents or fewer channels
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(20000, 20000, 3)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
}
