namespace Kiln.Models.Networks.Practical;

/// <summary>Part 1 of the VGG practical: one picture, and what each building block makes of it.</summary>
[Network]
public sealed partial class BuildingBlocks
{
    [Input(384, 512, 3)]                                                                                       public partial Layer     Image     { get; }
    [Conv(5, 5, 10, Bias = false, Keep = true)]                                                                public partial ConvLayer Random    { get; }
    [Conv(5, 5, 10, Bias = false, Stride = 16, From = nameof(Image), WeightsOf = nameof(Random), Keep = true)] public partial ConvLayer Sparse    { get; }
    [Conv(5, 5, 10, Bias = false, Pad = 4, From = nameof(Image), WeightsOf = nameof(Random), Keep = true)]     public partial ConvLayer Padded    { get; }
    [Conv(3, 3, 1, Bias = false, From = nameof(Image), Keep = true)]                                           public partial ConvLayer Laplacian { get; }
    [Conv(1, 3, 2, Bias = false, From = nameof(Image), Keep = true)]                                           public partial ConvLayer Edges     { get; }
    [Relu(Keep = true)]                                                                                        public partial Layer     Positive  { get; }
    [MaxPool(15, Stride = 1, From = nameof(Image), Keep = true)]                                               public partial Layer     Brightest { get; }
    [Lrn(5, Kappa = 0, Alpha = 1, Beta = 0.5, From = nameof(Image))]                                           public partial Layer     UnitNorm  { get; }
}
