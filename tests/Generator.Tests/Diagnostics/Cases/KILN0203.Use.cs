// KILN0203 at: Use<Residual>(4)
// Net begins with A, but the first line is the input; put '[Input(32, 32, 1)] public partial Layer Image { get; }' above it
using Kiln;

[Network]
public sealed partial class Net
{
    [Use<Residual>(4)] public partial Residual A { get; }
}

[Block]
public sealed partial class Residual
{
    [Size] private const int Filters = 4;

    [Input] public partial Layer X { get; }
    [Conv(3, 3, Filters, Pad = 1)] public partial ConvLayer Conv { get; }
    [Add(nameof(X), nameof(Conv))] public partial Layer Sum { get; }
}
