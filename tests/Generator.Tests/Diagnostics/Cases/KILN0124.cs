// KILN0124 at: WeightsOf = nameof(A)
// B has the weights of A, but its Weights would be 3×3×4×6, and those are 3×3×4×8; give both the same arguments, and inputs with as many channels
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Conv(3, 3, 8)] public partial ConvLayer A { get; }
    [Conv(3, 3, 6, From = nameof(Image), WeightsOf = nameof(A))] public partial ConvLayer B { get; }
    [Concat(nameof(A), nameof(B))] public partial Layer Both { get; }
}
