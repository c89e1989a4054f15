// KILN0112 at: Halve
// Half is marked HalveAttribute, which is no layer the compiler knows; use one of Conv, Input, MaxPool, Relu, SoftmaxLoss
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Halve] public partial Layer Half { get; }
}

public sealed class HalveAttribute : LayerAttribute;
