// KILN0218 at: Weights = WeightPrecision.Half
// Net has Weights = WeightPrecision.Half, but it has the loss Loss, and training changes weights by less than a half float can tell; remove Weights, and put it on a reader, [InferenceOf<Net>]
using Kiln;

[Network(Weights = WeightPrecision.Half)]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Dense(3)] public partial ConvLayer Scores { get; }
    [SoftmaxLoss] public partial LossLayer Loss { get; }
}
