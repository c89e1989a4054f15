// KILN0402 at: Weights = WeightPrecision.Half
// Net has Targets.Gpu and Weights = WeightPrecision.Half, but kernels for graphics processors read weights as floats; remove one of them, or put Weights on a reader, [InferenceOf<Net>]
using Kiln;

[Network(Targets = Targets.Cpu | Targets.Gpu, Weights = WeightPrecision.Half)]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Dense(3)] public partial ConvLayer Scores { get; }
}
