namespace Kiln.Bench.Kernels;

// One layer each, at a size that a published network has. The caller gives the derivative by the output, and asks for that by the input.
#pragma warning disable SA1649, SA1402 // One file of them all.

[Network(OwnLoss = true)] internal sealed partial class ConvKind { [Input(56, 56, 64)] public partial Layer X { get; } [Conv(3, 3, 64, Pad = 1)] public partial ConvLayer Y { get; } }

[Network(OwnLoss = true)] internal sealed partial class GroupedKind { [Input(28, 28, 128)] public partial Layer X { get; } [Conv(3, 3, 128, Pad = 1, Groups = 4)] public partial ConvLayer Y { get; } }

[Network(OwnLoss = true)] internal sealed partial class DepthwiseKind { [Input(56, 56, 128)] public partial Layer X { get; } [Conv(3, 3, 128, Pad = 1, Groups = 128)] public partial ConvLayer Y { get; } }

[Network(OwnLoss = true)] internal sealed partial class TransposeKind { [Input(35, 35, 21)] public partial Layer X { get; } [ConvTranspose(4, 4, 21, Stride = 2, Crop = 1)] public partial ConvLayer Y { get; } }

[Network(OwnLoss = true)] internal sealed partial class DenseKind { [Input(1, 1, 4096)] public partial Layer X { get; } [Dense(1000)] public partial ConvLayer Y { get; } }

[Network(OwnLoss = true)] internal sealed partial class MaxPoolKind { [Input(112, 112, 64)] public partial Layer X { get; } [MaxPool(3, Stride = 2, Pad = 1)] public partial Layer Y { get; } }

[Network(OwnLoss = true)] internal sealed partial class AvgPoolKind { [Input(35, 35, 192)] public partial Layer X { get; } [AvgPool(3, Stride = 1, Pad = 1)] public partial Layer Y { get; } }

[Network(OwnLoss = true)] internal sealed partial class GlobalPoolKind { [Input(7, 7, 2048)] public partial Layer X { get; } [GlobalAvgPool] public partial Layer Y { get; } }

[Network(OwnLoss = true)] internal sealed partial class ReluKind { [Input(56, 56, 64)] public partial Layer X { get; } [Relu] public partial Layer Y { get; } }

[Network(OwnLoss = true)] internal sealed partial class SigmoidKind { [Input(56, 56, 64)] public partial Layer X { get; } [Sigmoid] public partial Layer Y { get; } }

[Network(OwnLoss = true)] internal sealed partial class SoftmaxKind { [Input(56, 56, 21)] public partial Layer X { get; } [Softmax] public partial Layer Y { get; } }

[Network(OwnLoss = true)] internal sealed partial class BatchNormKind { [Input(56, 56, 64)] public partial Layer X { get; } [BatchNorm] public partial BatchNormLayer Y { get; } }

[Network(OwnLoss = true)] internal sealed partial class LrnKind { [Input(27, 27, 256)] public partial Layer X { get; } [Lrn(5, Alpha = 2e-5)] public partial Layer Y { get; } }

[Network(OwnLoss = true)] internal sealed partial class LpNormKind { [Input(38, 38, 512)] public partial Layer X { get; } [LpNorm] public partial Layer Y { get; } }

[Network(OwnLoss = true)] internal sealed partial class SpatialNormKind { [Input(28, 28, 96)] public partial Layer X { get; } [SpatialNorm(3, 3, Beta = 0.75)] public partial Layer Y { get; } }

[Network(OwnLoss = true)] internal sealed partial class NormOffsetKind { [Input(28, 28, 256)] public partial Layer X { get; } [NormOffset] public partial Layer Y { get; } }

[Network(OwnLoss = true)] internal sealed partial class ScaleKind { [Input(56, 56, 64)] public partial Layer X { get; } [Scale] public partial ScaleLayer Y { get; } }

[Network(OwnLoss = true)]
internal sealed partial class GateKind
{
    [Input(28, 28, 512)] public partial Layer X { get; }
    [Input(1, 1, 512)] public partial Layer Gates { get; }
    [Scale(nameof(X), nameof(Gates))] public partial Layer Y { get; }
}

[Network(OwnLoss = true)] internal sealed partial class DropoutKind { [Input(6, 6, 256)] public partial Layer X { get; } [Dropout(0.5)] public partial Layer Y { get; } }

[Network(OwnLoss = true)]
internal sealed partial class ConcatKind
{
    [Input(28, 28, 64)] public partial Layer X { get; }
    [Input(28, 28, 128)] public partial Layer Z { get; }
    [Concat(nameof(X), nameof(Z))] public partial Layer Y { get; }
}

[Network(OwnLoss = true)] internal sealed partial class CropKind { [Input(70, 70, 21)] public partial Layer X { get; } [Crop(Top = 1, Bottom = 1, Left = 1, Right = 1)] public partial Layer Y { get; } }

[Network(OwnLoss = true)] internal sealed partial class SubsampleKind { [Input(56, 56, 256)] public partial Layer X { get; } [Subsample(Stride = 2)] public partial Layer Y { get; } }

[Network(OwnLoss = true)] internal sealed partial class FlattenKind { [Input(6, 6, 256)] public partial Layer X { get; } [Flatten] public partial Layer Y { get; } }

[Network(OwnLoss = true)]
internal sealed partial class PDistKind
{
    [Input(28, 28, 128)] public partial Layer X { get; }
    [Input(28, 28, 128)] public partial Layer Z { get; }
    [PDist(nameof(X), nameof(Z))] public partial Layer Y { get; }
}

[Network(OwnLoss = true)]
internal sealed partial class SamplerKind
{
    [Input(28, 28, 64)] public partial Layer X { get; }
    [Input(28, 28, 2)] public partial Layer Grid { get; }
    [BilinearSampler(nameof(X), nameof(Grid))] public partial Layer Y { get; }
}

[Network(OwnLoss = true)]
internal sealed partial class RegionKind
{
    [Input(14, 14, 512)] public partial Layer X { get; }
    [Input(16, 1, 4)] public partial Layer Regions { get; }
    [RoiMaxPool(nameof(X), nameof(Regions), Rows = 6, Columns = 6, Scale = 14, OffsetX = 7, OffsetY = 7)] public partial Layer Y { get; }
}
