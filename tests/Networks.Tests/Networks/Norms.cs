namespace Kiln.Networks.Tests.Networks;

/// <summary>Division by norms over channels, pixels and single rows, of several exponents, by the layer's own norms and by another's.</summary>
[Network]
public sealed partial class DividedByNorms
{
    [Input(6, 5, 3)]                                                     public partial Layer     Image  { get; }
    [LpNorm(Axes = Axes.Rows | Axes.Columns)]                            public partial Layer     Even   { get; }
    [Conv(2, 2, 35)]                                                     public partial ConvLayer Conv1  { get; }
    [LpNorm(Epsilon = 0.1)]                                              public partial Layer     Unit   { get; }
    [Relu]                                                               public partial Layer     Relu1  { get; }
    [Conv(2, 2, 9)]                                                      public partial ConvLayer Conv2  { get; }
    [LpNorm(Exponent = 4, Axes = Axes.Columns)]                          public partial Layer     Rows   { get; }
    [LpNorms(Exponent = 3, Axes = Axes.Rows | Axes.Columns | Axes.Channels, From = nameof(Conv2))] public partial Layer Length { get; }
    [LpNorm(nameof(Rows), nameof(Length))]                               public partial Layer     Parts  { get; }
    [LpNorm(Exponent = 1, Axes = Axes.Channels | Axes.Rows)]             public partial Layer     Sums   { get; }
    [Dense(4)]                                                           public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                                                        public partial LossLayer Loss   { get; }
}

/// <summary>Norms over the images of a batch, which couple them in inference too.</summary>
[Network]
public sealed partial class DividedByBatch
{
    [Input(4, 3, 2)]                                                     public partial Layer     Image  { get; }
    [Conv(2, 2, 9)]                                                      public partial ConvLayer Conv1  { get; }
    [LpNorm(Axes = Axes.Images, Epsilon = 0.5)]                          public partial Layer     Batch1 { get; }
    [Conv(2, 2, 5)]                                                      public partial ConvLayer Conv2  { get; }
    [LpNorm(Axes = Axes.Images | Axes.Rows | Axes.Channels)]             public partial Layer     Batch2 { get; }
    [Dense(3)]                                                           public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                                                        public partial LossLayer Loss   { get; }
}

/// <summary>Spatial normalisations of even and uneven windows, and offsets by the length of a pixel.</summary>
[Network]
public sealed partial class SpatialNorms
{
    [Input(7, 6, 3)]                                         public partial Layer     Image  { get; }
    [SpatialNorm(3, 2, Alpha = 1, Beta = 0.5)]               public partial Layer     Around { get; }
    [Conv(2, 2, 9)]                                          public partial ConvLayer Conv1  { get; }
    [NormOffset(Alpha = 0.5)]                                public partial Layer     Less1  { get; }
    [SpatialNorm(4, 5, Alpha = 0.3, Beta = 0.6)]             public partial Layer     Wide   { get; }
    [Relu]                                                   public partial Layer     Relu1  { get; }
    [Conv(2, 2, 33)]                                         public partial ConvLayer Conv2  { get; }
    [NormOffset(Alpha = 0.2, Beta = 0.3)]                    public partial Layer     Less2  { get; }
    [Relu]                                                   public partial Layer     Relu2  { get; }
    [Dense(4)]                                               public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                                            public partial LossLayer Loss   { get; }
}

/// <summary>Normalisation by kept moments whose scale and shift learn.</summary>
[Network]
public sealed partial class FixedMoments
{
    [Input(6, 7, 3)]                            public partial Layer          Image  { get; }
    [Conv(3, 3, 9)]                             public partial ConvLayer      Conv1  { get; }
    [BatchNorm(FixedMoments = true)]            public partial BatchNormLayer Norm1  { get; }
    [Relu]                                      public partial Layer          Relu1  { get; }
    [Conv(2, 2, 5)]                             public partial ConvLayer      Conv2  { get; }
    [BatchNorm(FixedMoments = true, Epsilon = 0.1)] public partial BatchNormLayer Norm2 { get; }
    [Dense(4)]                                  public partial ConvLayer      Scores { get; }
    [SoftmaxLoss]                               public partial LossLayer      Loss   { get; }
}
