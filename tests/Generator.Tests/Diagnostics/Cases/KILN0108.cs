// KILN0108 at: Conv(3, 3, 4)
// Conv1 and Image are in different parts of Net, but layers are ordered by their place in one text; move all layers into one part
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
}

public sealed partial class Net
{
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
}
