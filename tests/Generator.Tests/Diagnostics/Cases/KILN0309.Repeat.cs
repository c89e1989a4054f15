// KILN0309 at: Use<Residual>(5, Repeat = 3)
// A[0].Sum adds Image, which is 8×8×4, and A[0].Conv, which is 8×8×5, but it takes maps of one shape; change the layers between, for example a stride or a pad
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Use<Residual>(5, Repeat = 3)] public partial BlockList<Residual> A { get; }
}

[Block]
public sealed partial class Residual
{
    [Size] private const int Filters = 4;

    [Input] public partial Layer X { get; }
    [Conv(3, 3, Filters, Pad = 1)] public partial ConvLayer Conv { get; }
    [Add(nameof(X), nameof(Conv))] public partial Layer Sum { get; }
}
