// KILN0124 at: WeightsOf = nameof(A)
// B has the weights of A, but A has Biases too; give both the same arguments
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer A { get; }
    [Conv(3, 3, 4, Bias = false, WeightsOf = nameof(A))] public partial ConvLayer B { get; }
}
