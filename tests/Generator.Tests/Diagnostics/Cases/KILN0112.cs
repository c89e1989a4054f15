// KILN0112 at: Halve
// Half is marked HalveAttribute, which is not a layer the compiler knows; use one of AbsoluteLoss, Add, AffineGrid, AvgPool, BatchNorm, BilinearSampler, BinaryError, BinaryHingeLoss, BinaryLogLoss, ClassError, Concat, Conv, ConvTranspose, Crop, Dense, Dropout, Flatten, Function, GlobalAvgPool, GlobalMaxPool, HingeLoss, HuberLoss, Input, LogLoss, LogisticLoss, LpNorm, LpNorms, Lrn, MaxPool, NormOffset, PDist, Relu, RoiAvgPool, RoiMaxPool, Scale, ScalingGrid, Sigmoid, Softmax, SoftmaxLoss, SpatialNorm, SquaredLoss, StructuredHingeLoss, Subsample, Tanh, TopKError
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Halve] public partial Layer Half { get; }
}

public sealed class HalveAttribute : LayerAttribute;
