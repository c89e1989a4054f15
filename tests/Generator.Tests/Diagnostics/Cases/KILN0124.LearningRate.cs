// KILN0124 at: WeightsLearningRateScale = 2
// B has the weights of A, but WeightsLearningRateScale is said there; remove WeightsLearningRateScale
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer A { get; }
    [Conv(3, 3, 4, WeightsOf = nameof(A), WeightsLearningRateScale = 2)] public partial ConvLayer B { get; }
}
