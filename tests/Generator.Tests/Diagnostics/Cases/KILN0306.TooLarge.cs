// KILN0306 at: Width = 300000000
// Reader has Width = 300000000, but an extent is at most 268435456, and at least 1 where it is given; use one in that range, or leave out both extents
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
}

[InferenceOf<Net>(Height = 8, Width = 300000000)]
public sealed partial class Reader;
