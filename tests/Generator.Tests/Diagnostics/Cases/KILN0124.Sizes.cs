// KILN0124 at: Use<Residual>(5, From = nameof(Image), WeightsOf = nameof(A))
// B.Conv has the weights of A.Conv, but its Weights would be 3×3×4×5, and those are 3×3×4×4; give both the same arguments, and inputs with as many channels
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Use<Residual>(4)] public partial Residual A { get; }
    [Use<Residual>(5, From = nameof(Image), WeightsOf = nameof(A))] public partial Residual B { get; }
    [Concat(nameof(A), nameof(B))] public partial Layer Both { get; }
}

[Block]
public sealed partial class Residual
{
    [Size] private const int Filters = 4;

    [Input] public partial Layer X { get; }
    [Conv(3, 3, Filters, Pad = 1)] public partial ConvLayer Conv { get; }
}
