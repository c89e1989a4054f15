namespace Kiln.Networks.Tests.Networks;

/// <summary>One filter bank over two maps of different extents, and a dense layer that is a convolution elsewhere.</summary>
[Network]
public sealed partial class SharedFilters
{
    [Input(11, 9, 3)]                                                                    public partial Layer     Image  { get; }
    [Conv(3, 3, 10, WeightsLearningRateScale = 2)]                                       public partial ConvLayer Near   { get; }
    [GlobalMaxPool]                                                                      public partial Layer     Top1   { get; }
    [AvgPool(2, From = nameof(Image))]                                                   public partial Layer     Half   { get; }
    [Conv(3, 3, 10, WeightsOf = nameof(Near))]                                           public partial ConvLayer Far    { get; }
    [Relu]                                                                               public partial Layer     Relu1  { get; }
    [GlobalMaxPool]                                                                      public partial Layer     Top2   { get; }
    [Conv(1, 1, 6, From = nameof(Top1))]                                                 public partial ConvLayer Score1 { get; }
    [Dense(6, From = nameof(Top2), WeightsOf = nameof(Score1))]                          public partial ConvLayer Score2 { get; }
    [Add(nameof(Score1), nameof(Score2))]                                                public partial Layer     Scores { get; }
    [SoftmaxLoss]                                                                        public partial LossLayer Loss   { get; }
}

/// <summary>The same layers three times in a row, as a recurrent network unrolled: convolutions that are transformed, batch normalisations, scales. The
/// third names the second, which has the weights of the first.</summary>
[Network]
public sealed partial class SharedSteps
{
    [Input(8, 8, 12)]                                             public partial Layer          Image  { get; }
    [Conv(3, 3, 12, Pad = 1, Bias = false)]                       public partial ConvLayer      Conv1  { get; }
    [BatchNorm(Rate = 0.3)]                                       public partial BatchNormLayer Norm1  { get; }
    [Relu]                                                        public partial Layer          Relu1  { get; }
    [Scale]                                                       public partial ScaleLayer     Scale1 { get; }
    [Conv(3, 3, 12, Pad = 1, Bias = false, WeightsOf = nameof(Conv1))] public partial ConvLayer Conv2  { get; }
    [BatchNorm(WeightsOf = nameof(Norm1))]                        public partial BatchNormLayer Norm2  { get; }
    [Relu]                                                        public partial Layer          Relu2  { get; }
    [Scale(WeightsOf = nameof(Scale1))]                           public partial ScaleLayer     Scale2 { get; }
    [Conv(3, 3, 12, Pad = 1, Bias = false, WeightsOf = nameof(Conv2))] public partial ConvLayer Conv3  { get; }
    [BatchNorm(WeightsOf = nameof(Norm2))]                        public partial BatchNormLayer Norm3  { get; }
    [Relu]                                                        public partial Layer          Relu3  { get; }
    [Dense(5)]                                                    public partial ConvLayer      Scores { get; }
    [SoftmaxLoss]                                                 public partial LossLayer      Loss   { get; }
}

/// <summary>Two towers of one block, repeated, over two views of an image. The owner of the weights serves the second loss alone, so a reader has
/// only the other.</summary>
[Network]
public sealed partial class SharedBlocks
{
    [Input(9, 9, 6)]                                                                      public partial Layer                    Image  { get; }
    [AvgPool(3, Stride = 1, Pad = 1)]                                                     public partial Layer                    Smooth { get; }
    [Use<Tower>(2, Repeat = 2)]                                                           public partial BlockList<Tower>         A      { get; }
    [Dense(4)]                                                                            public partial ConvLayer                Side   { get; }
    [SoftmaxLoss(Weight = 0.4)]                                                           public partial LossLayer                Aux    { get; }
    [Use<Tower>(2, Repeat = 2, From = nameof(Image), WeightsOf = nameof(A))]              public partial BlockList<Tower>         B      { get; }
    [Dense(4)]                                                                            public partial ConvLayer                Scores { get; }
    [SoftmaxLoss]                                                                         public partial LossLayer                Loss   { get; }
}

/// <summary>Two convolutions with the same weights around a nonlinearity, and another block with weights of its own.</summary>
[Block]
public sealed partial class Tower
{
    [Size] private const int Groups = 1;

    [Input]                                                                 public partial Layer          X     { get; }
    [Conv(3, 3, 6, Pad = 1, Groups = Groups)]                               public partial ConvLayer      Conv1 { get; }
    [BatchNorm]                                                             public partial BatchNormLayer Norm1 { get; }
    [Relu(Leak = 0.1)]                                                      public partial Layer          Relu1 { get; }
    [Conv(3, 3, 6, Pad = 1, Groups = Groups, WeightsOf = nameof(Conv1))]    public partial ConvLayer      Conv2 { get; }
    [Use<PointSum>]                                                         public partial PointSum       Last  { get; }
}

/// <summary>A sum of a map and its 1×1 convolution.</summary>
[Block]
public sealed partial class PointSum
{
    [Input]                        public partial Layer     X    { get; }
    [Conv(1, 1, 6)]                public partial ConvLayer Conv { get; }
    [Add(nameof(X), nameof(Conv))] public partial Layer     Sum  { get; }
}

/// <summary>What is shared does not learn.</summary>
[Network]
public sealed partial class SharedFrozen
{
    [Input(7, 7, 4)]                                                      public partial Layer          Image  { get; }
    [Conv(1, 1, 9, Frozen = true)]                                        public partial ConvLayer      Conv1  { get; }
    [BatchNorm(Frozen = true)]                                            public partial BatchNormLayer Norm1  { get; }
    [Relu]                                                                public partial Layer          Relu1  { get; }
    [Conv(3, 3, 4, From = nameof(Image), Stride = 2)]                     public partial ConvLayer      Down   { get; }
    [Conv(1, 1, 9, WeightsOf = nameof(Conv1))]                            public partial ConvLayer      Conv2  { get; }
    [BatchNorm(WeightsOf = nameof(Norm1))]                                public partial BatchNormLayer Norm2  { get; }
    [MaxPool(3, Stride = 2, From = nameof(Relu1))]                        public partial Layer          Pool1  { get; }
    [Concat(nameof(Pool1), nameof(Norm2))]                                public partial Layer          Both   { get; }
    [Dense(3)]                                                            public partial ConvLayer      Scores { get; }
    [SoftmaxLoss]                                                         public partial LossLayer      Loss   { get; }
}

/// <summary>Reads with the tower whose weights another declares.</summary>
[InferenceOf<SharedBlocks>]
public sealed partial class SharedBlockReader;

/// <summary>The same at one size.</summary>
[InferenceOf<SharedBlocks>(Height = 9, Width = 9)]
public sealed partial class SharedBlockImages;

/// <summary>Both layers that share, at any size.</summary>
[InferenceOf<SharedFilters>]
public sealed partial class SharedFilterReader;

/// <summary>Normalisations with the same moments, folded into convolutions with the same weights.</summary>
[InferenceOf<SharedSteps>(Height = 8, Width = 8)]
public sealed partial class SharedStepReader;

/// <summary>Two layers alike, each with filters of its own.</summary>
[Network]
public sealed partial class TwoFilters
{
    [Input(4, 4, 3)] public partial Layer     Image { get; }
    [Conv(1, 1, 3)]  public partial ConvLayer Conv1 { get; }
    [Conv(1, 1, 3)]  public partial ConvLayer Conv2 { get; }
}

/// <summary>The same layers with the filters of one.</summary>
[Network]
public sealed partial class OneFilter
{
    [Input(4, 4, 3)]                           public partial Layer     Image { get; }
    [Conv(1, 1, 3)]                            public partial ConvLayer Conv1 { get; }
    [Conv(1, 1, 3, WeightsOf = nameof(Conv1))] public partial ConvLayer Conv2 { get; }
}
