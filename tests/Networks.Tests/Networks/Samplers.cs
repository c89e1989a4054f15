namespace Kiln.Networks.Tests.Networks;

/// <summary>A spatial transformer: from a few maps to six numbers, by these to points, at these to samples, with more on both sides.</summary>
[Network]
public sealed partial class SpatialTransformer
{
    [Input(9, 8, 3)]                                    public partial Layer     Image   { get; }
    [Conv(3, 3, 5, Pad = 1)]                            public partial ConvLayer Conv1   { get; }
    [Relu]                                              public partial Layer     Relu1   { get; }
    [GlobalAvgPool]                                     public partial Layer     Means   { get; }
    [Dense(6)]                                          public partial ConvLayer Pose    { get; }
    [Tanh]                                              public partial Layer     Bounded { get; }
    [AffineGrid(6, 7)]                                  public partial Layer     Grid    { get; }
    [BilinearSampler(nameof(Relu1), nameof(Grid))]      public partial Layer     Upright { get; }
    [Sigmoid]                                           public partial Layer     Bent    { get; }
    [Conv(3, 3, 11, Pad = 1)]                           public partial ConvLayer Conv2   { get; }
    [Dense(4)]                                          public partial ConvLayer Scores  { get; }
    [SoftmaxLoss]                                       public partial LossLayer Loss    { get; }
}

/// <summary>At other extents: the grid stays.</summary>
[InferenceOf<SpatialTransformer>(Height = 11, Width = 13)]
public sealed partial class LargeTransformer;

/// <summary>Grids of one row and of one column from three numbers; a grid that two samplers read, one of them an image; maps of one row, of many channels, and with a border; what is sampled twice.</summary>
[Network]
public sealed partial class Zooms
{
    [Input(5, 6, 2)]                                    public partial Layer     Image   { get; }
    [Conv(3, 3, 128, Pad = 1)]                          public partial ConvLayer Conv1   { get; }
    [Dense(3)]                                          public partial ConvLayer Zoom    { get; }
    [Tanh]                                              public partial Layer     Bounded { get; }
    [ScalingGrid(3, 4, Keep = true)]                    public partial Layer     Grid    { get; }
    [BilinearSampler(nameof(Conv1), nameof(Grid))]      public partial Layer     Deep    { get; }
    [BilinearSampler(nameof(Image), nameof(Grid))]      public partial Layer     Shallow { get; }
    [Concat(nameof(Deep), nameof(Shallow))]             public partial Layer     Both    { get; }
    [Conv(3, 3, 17, Pad = 1)]                           public partial ConvLayer Conv2   { get; }
    [ScalingGrid(1, 5, From = nameof(Bounded))]         public partial Layer     Row     { get; }
    [BilinearSampler(nameof(Conv2), nameof(Row))]       public partial Layer     Line    { get; }
    [ScalingGrid(4, 1, From = nameof(Bounded))]         public partial Layer     Column  { get; }
    [BilinearSampler(nameof(Line), nameof(Column))]     public partial Layer     Again   { get; }
    [Dense(3)]                                          public partial ConvLayer Scores  { get; }
    [SoftmaxLoss]                                       public partial LossLayer Loss    { get; }
}

/// <summary>Regions of an image that it brings along: their maxima for one layer and softmax a region, their means for another; scales, a shear, regions beside the map.</summary>
[Network]
public sealed partial class DetectorHead
{
    [Input(9, 8, 3)]                                    public partial Layer     Image   { get; }
    [Input(3, 1, 4)]                                    public partial Layer     Regions { get; }
    [Conv(3, 3, 11, Pad = 1, From = nameof(Image))]     public partial ConvLayer Conv1   { get; }
    [RoiMaxPool(nameof(Conv1), nameof(Regions), Rows = 2, Columns = 3, Scale = 3, OffsetX = 4.3, OffsetY = 5.1, ShearX = 0.25)]
    public partial Layer Peaks { get; }
    [Relu]                                              public partial Layer     Relu1   { get; }
    [Conv(2, 3, 5, StrideY = 2)]                        public partial ConvLayer Scores  { get; }
    [SoftmaxLoss]                                       public partial LossLayer Loss    { get; }
    [RoiAvgPool(nameof(Conv1), nameof(Regions), Columns = 2, ScaleX = 2.5, ScaleY = 3.5, ShearY = -0.5, OffsetX = 4, OffsetY = 4)]
    public partial Layer Means { get; }
    [Sigmoid]                                           public partial Layer     Bent    { get; }
    [Conv(1, 2, 5)]                                     public partial ConvLayer Others  { get; }
    [SoftmaxLoss(Weight = 0.5)]                         public partial LossLayer Side    { get; }
}

/// <summary>At other extents, with as many regions.</summary>
[InferenceOf<DetectorHead>(Height = 12, Width = 10)]
public sealed partial class LargeDetector;

/// <summary>Regions that a layer computes, which get no gradient; more pixels than a byte numbers; many channels; a map that another layer reads too.</summary>
[Network]
public sealed partial class RegionsOfLayers
{
    [Input(16, 17, 2)]                                  public partial Layer     Image   { get; }
    [Conv(1, 1, 64)]                                    public partial ConvLayer Wide    { get; }
    [MaxPool(4, 8)]                                     public partial Layer     Pooled  { get; }
    [Conv(3, 2, 4)]                                     public partial ConvLayer Corners { get; }
    [RoiMaxPool(nameof(Wide), nameof(Corners), Rows = 2, Scale = 4, OffsetX = 9, OffsetY = 8, Keep = true)]
    public partial Layer Peaks { get; }
    [RoiAvgPool(nameof(Wide), nameof(Corners), Rows = 2, Scale = 5, OffsetX = 8, OffsetY = 9)]
    public partial Layer Means { get; }
    [Add(nameof(Peaks), nameof(Means))]                 public partial Layer     Sum     { get; }
    [Dense(3)]                                          public partial ConvLayer Scores  { get; }
    [SoftmaxLoss]                                       public partial LossLayer Loss    { get; }
}

/// <summary>Regions that are read as numbers too, by the sum in whose kernel the pool is.</summary>
[Network]
public sealed partial class RegionsAsNumbers
{
    [Input(9, 8, 4)]                                    public partial Layer     Image   { get; }
    [Conv(7, 8, 4)]                                     public partial ConvLayer Corners { get; }
    [RoiAvgPool(nameof(Image), nameof(Corners), Scale = 2, OffsetX = 5, OffsetY = 4)]
    public partial Layer Means { get; }
    [Add(nameof(Means), nameof(Corners))]               public partial Layer     Sum     { get; }
    [Dense(3)]                                          public partial ConvLayer Scores  { get; }
    [SoftmaxLoss]                                       public partial LossLayer Loss    { get; }
}

/// <summary>Points and regions that the caller gives, who has the loss too.</summary>
[Network(OwnLoss = true)]
public sealed partial class GivenPlaces
{
    [Input(4, 5, 3)]                                       public partial Layer Map     { get; }
    [Input(3, 1, 2)]                                       public partial Layer Points  { get; }
    [Input(3, 1, 4)]                                       public partial Layer Regions { get; }
    [BilinearSampler(nameof(Map), nameof(Points))]         public partial Layer Samples { get; }
    [RoiMaxPool(nameof(Map), nameof(Regions))]             public partial Layer Peaks   { get; }
    [RoiAvgPool(nameof(Map), nameof(Regions))]             public partial Layer Means   { get; }
    [Concat(nameof(Samples), nameof(Peaks), nameof(Means))] public partial Layer All    { get; }
}
