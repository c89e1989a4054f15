// KILN0121 at: Conv(1, 1, 2)
// A.Conv and A_Conv are both A_Conv in the emitted code; choose another name for one of them
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Use<Residual>(4)] public partial Residual A { get; }
    [Conv(1, 1, 2)] public partial ConvLayer A_Conv { get; }
}

[Block]
public sealed partial class Residual
{
    [Size] private const int Filters = 4;

    [Input] public partial Layer X { get; }
    [Conv(3, 3, Filters, Pad = 1)] public partial ConvLayer Conv { get; }
    [Add(nameof(X), nameof(Conv))] public partial Layer Sum { get; }
}
