// KILN0304 at: InferenceOf<Net>(Height = 100000, Width = 100000)
// Image computes a map of 100000×100000×1, but a map has at most 268435456 floats; use smaller extents or fewer channels
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
}

[InferenceOf<Net>(Height = 100000, Width = 100000)]
public sealed partial class Reader;
