namespace Kiln.Networks.Tests.Networks;

/// <summary>Fully connected layers of every sort: over a map and over numbers, with and without biases, rectified, normalised, one that fills no whole number of vectors and whose weights
/// come from memory, and one of groups.</summary>
[Network]
public sealed partial class FullLayers
{
    [Input(9, 7, 3)]           public partial Layer     Image  { get; }
    [Conv(3, 3, 64, Pad = 1)]  public partial ConvLayer Conv1  { get; }
    [Relu]                     public partial Layer     Relu1  { get; }
    [Dense(601)]               public partial ConvLayer Full2  { get; }
    [Relu]                     public partial Layer     Relu2  { get; }
    [Dense(36, Bias = false)]  public partial ConvLayer Full3  { get; }
    [BatchNorm]                public partial BatchNormLayer Norm3 { get; }
    [Conv(1, 1, 42, Groups = 3)] public partial ConvLayer Group4 { get; }
    [Sigmoid]                  public partial Layer     Gate4  { get; }
    [Dense(5)]                 public partial ConvLayer Scores { get; }
}

/// <summary>2,359,296 weights that serve many positions each, with a pool after them and without.</summary>
[Network]
public sealed partial class WideFilters
{
    [Input(8, 9, 512)]         public partial Layer     Image  { get; }
    [Conv(3, 3, 512)]          public partial ConvLayer Conv1  { get; }
    [MaxPool(2)]               public partial Layer     Pool1  { get; }
    [Conv(1, 1, 3)]            public partial ConvLayer Narrow { get; }
    [Conv(2, 2, 4)]            public partial ConvLayer Scores { get; }
}

/// <summary>One layer with half weights: its filters fill no whole number of vectors.</summary>
[Network(Weights = WeightPrecision.Half)]
public sealed partial class OneFullLayer
{
    [Input(3, 4, 5)]           public partial Layer     Image  { get; }
    [Dense(107, Bias = false)] public partial ConvLayer Scores { get; }
}

/// <summary>The full layers with half weights.</summary>
[InferenceOf<FullLayers>(Height = 9, Width = 7, Weights = WeightPrecision.Half)]
public sealed partial class HalfFullLayers;

/// <summary>The same with every layer in a kernel of its own.</summary>
[InferenceOf<FullLayers>(Height = 9, Width = 7, Weights = WeightPrecision.Half, Fuse = false)]
public sealed partial class UnfusedHalfFullLayers;

/// <summary>The wide filters with half weights, computed directly.</summary>
[InferenceOf<WideFilters>(Height = 8, Width = 9, Weights = WeightPrecision.Half, Winograd = false)]
public sealed partial class HalfWideFilters;

/// <summary>The same with every layer in a kernel of its own.</summary>
[InferenceOf<WideFilters>(Height = 8, Width = 9, Weights = WeightPrecision.Half, Winograd = false, Fuse = false)]
public sealed partial class UnfusedHalfWideFilters;

/// <summary>The same over maps of any extent.</summary>
[InferenceOf<WideFilters>(Weights = WeightPrecision.Half, Winograd = false)]
public sealed partial class AnyHalfWideFilters;

/// <summary>A trainer's dense layers, after a pool and one after the other, with half weights.</summary>
[InferenceOf<DenseLayers>(Height = 9, Width = 8, Weights = WeightPrecision.Half)]
public sealed partial class HalfDenseLayers;
