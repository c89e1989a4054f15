// KILN0308 at: Width = 2
// Reader reads maps of 8×2, but Net needs at least 3×3 for one score; use 3×3 or more
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
}

[InferenceOf<Net>(Height = 8, Width = 2)]
public sealed partial class Reader;
