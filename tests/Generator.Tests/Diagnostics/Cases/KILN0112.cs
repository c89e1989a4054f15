// KILN0112 at: Halve
// Half is marked HalveAttribute, which is not a layer the compiler knows; use one of Add, AvgPool, BatchNorm, Concat, Conv, Dense, Dropout, Function, GlobalAvgPool, GlobalMaxPool, Input, Lrn, MaxPool, Relu, Scale, Sigmoid, Softmax, SoftmaxLoss, Tanh
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Halve] public partial Layer Half { get; }
}

public sealed class HalveAttribute : LayerAttribute;
