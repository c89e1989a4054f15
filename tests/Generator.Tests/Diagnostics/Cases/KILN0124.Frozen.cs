// KILN0124 at: Frozen = true
// B has the weights of A, but Frozen is said there; remove Frozen
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer A { get; }
    [Conv(3, 3, 4, WeightsOf = nameof(A), Frozen = true)] public partial ConvLayer B { get; }
}
