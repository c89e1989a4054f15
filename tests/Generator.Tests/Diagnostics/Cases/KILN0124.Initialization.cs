// KILN0124 at: Initialization = WeightInitialization.He
// B has the weights of A, but Initialization is said there; remove Initialization
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer A { get; }
    [Conv(3, 3, 4, WeightsOf = nameof(A), Initialization = WeightInitialization.He)] public partial ConvLayer B { get; }
}
