// KILN0202 at: From = nameof(A)
// Relu names A, which is declared below it, but layers are computed top to bottom; name a layer above it, such as Image
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Relu(From = nameof(A))] public partial Layer Relu { get; }
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
