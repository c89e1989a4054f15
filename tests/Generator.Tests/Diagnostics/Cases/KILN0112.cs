// KILN0112 at: Halve
// Half is marked HalveAttribute, which is not a layer the compiler knows; use one of AbsoluteLoss, Add, AvgPool, BatchNorm, BinaryError, BinaryHingeLoss, BinaryLogLoss, ClassError, Concat, Conv, Dense, Dropout, Function, GlobalAvgPool, GlobalMaxPool, HingeLoss, HuberLoss, Input, LogLoss, LogisticLoss, Lrn, MaxPool, Relu, Scale, Sigmoid, Softmax, SoftmaxLoss, SquaredLoss, StructuredHingeLoss, Tanh, TopKError
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Halve] public partial Layer Half { get; }
}

public sealed class HalveAttribute : LayerAttribute;
