// KILN0124 at: WeightsOf = nameof(A)
// B has the weights of A, but a relu has no weights; name a layer of the same kind with weights, or remove WeightsOf
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer A { get; }
    [Relu(WeightsOf = nameof(A))] public partial Layer B { get; }
}
