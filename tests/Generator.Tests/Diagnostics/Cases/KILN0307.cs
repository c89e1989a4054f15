// KILN0307 at: Height = 8
// Reader has Height = 8 but no Width; give both for maps of that size, or neither for maps of any size
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
}

[InferenceOf<Net>(Height = 8)]
public sealed partial class Reader;
