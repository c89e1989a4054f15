namespace Kiln.Networks.Tests.Networks;

/// <summary>Two images and one block with the same weights for both, as of a Siamese network; two losses with labels of their own.</summary>
[Network]
public sealed partial class Pair
{
    [Input(9, 8, 3)]                                              public partial Layer     Left   { get; }
    [Input(9, 8, 3)]                                              public partial Layer     Right  { get; }
    [Use<PairTower>(From = nameof(Left))]                         public partial PairTower A      { get; }
    [Use<PairTower>(From = nameof(Right), WeightsOf = nameof(A))] public partial PairTower B      { get; }
    [Concat(nameof(A), nameof(B))]                                public partial Layer     Both   { get; }
    [Dense(5)]                                                    public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                                                 public partial LossLayer Main   { get; }
    [Dense(5, From = nameof(A))]                                  public partial ConvLayer Side   { get; }
    [SoftmaxLoss(Weight = 0.3)]                                   public partial LossLayer Aux    { get; }
}

/// <summary>What both images go through.</summary>
[Block]
public sealed partial class PairTower
{
    [Input]                              public partial Layer     X     { get; }
    [Conv(3, 3, 8, Pad = 1)]             public partial ConvLayer Conv1 { get; }
    [MaxPool(2)]                         public partial Layer     Pool1 { get; }
    [Relu]                               public partial Layer     Relu1 { get; }
}

/// <summary>An image with a border, and a row of numbers beside it; the second input learns nothing below it.</summary>
[Network]
public sealed partial class ImageAndNumbers
{
    [Input(7, 9, 2)]                             public partial Layer     Image   { get; }
    [Input(1, 1, 11)]                            public partial Layer     Numbers { get; }
    [Conv(1, 1, 6)]                              public partial ConvLayer Hidden  { get; }
    [Tanh]                                       public partial Layer     Bent    { get; }
    [Conv(3, 3, 6, Pad = 1, From = nameof(Image))] public partial ConvLayer Conv1 { get; }
    [GlobalAvgPool]                              public partial Layer     Mean    { get; }
    [Add(nameof(Mean), nameof(Bent))]            public partial Layer     Sum     { get; }
    [Conv(1, 1, 4)]                              public partial ConvLayer Scores  { get; }
    [SoftmaxLoss]                                public partial LossLayer Loss    { get; }
}

/// <summary>Three inputs; the first serves the weaker loss alone, and the last is kept to be read and has no gradient.</summary>
[Network]
public sealed partial class ThreeInputs
{
    [Input(6, 5, 2)]                                  public partial Layer     First  { get; }
    [Input(6, 5, 4)]                                  public partial Layer     Second { get; }
    [Input(3, 3, 1)]                                  public partial Layer     Third  { get; }
    [Relu(Keep = true)]                               public partial Layer     Seen   { get; }
    [Concat(nameof(First), nameof(Second))]           public partial Layer     Both   { get; }
    [Dense(3)]                                        public partial ConvLayer Side   { get; }
    [SoftmaxLoss(Weight = 0.5)]                       public partial LossLayer Aux    { get; }
    [Conv(3, 3, 7, From = nameof(Second))]            public partial ConvLayer Conv1  { get; }
    [Relu]                                            public partial Layer     Relu1  { get; }
    [Dense(3)]                                        public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                                     public partial LossLayer Main   { get; }
}

/// <summary>The gradient by the first input is that by the sum, which lies in a border for the filters beside it.</summary>
[Network]
public sealed partial class GradientInBorder
{
    [Input(5, 4, 6)]                              public partial Layer     Given   { get; }
    [Input(5, 4, 6)]                              public partial Layer     Seen    { get; }
    [Conv(3, 3, 6, Pad = 1, Groups = 6)]          public partial ConvLayer Conv1   { get; }
    [Add(nameof(Given), nameof(Conv1))]           public partial Layer     Sum     { get; }
    [SoftmaxLoss(AveragePixels = true)]           public partial LossLayer Loss    { get; }
}

/// <summary>The caller has the loss.</summary>
[Network(OwnLoss = true)]
public sealed partial class Distance
{
    [Input(5, 5, 2)]                                               public partial Layer     Left  { get; }
    [Input(5, 5, 2)]                                               public partial Layer     Right { get; }
    [Dense(6, From = nameof(Left))]                                public partial ConvLayer A     { get; }
    [Dense(6, From = nameof(Right), WeightsOf = nameof(A))]        public partial ConvLayer B     { get; }
    [Concat(nameof(A), nameof(B))]                                 public partial Layer     Both  { get; }
}

/// <summary>Two images of any extents.</summary>
[InferenceOf<Pair>]
public sealed partial class PairReader;

/// <summary>Two images of other extents.</summary>
[InferenceOf<Pair>(Height = 12, Width = 11)]
public sealed partial class WidePair;

/// <summary>An image of any extents; the numbers stay as many.</summary>
[InferenceOf<ImageAndNumbers>]
public sealed partial class NumbersReader;

/// <summary>The same at one size.</summary>
[InferenceOf<ImageAndNumbers>(Height = 10, Width = 10)]
public sealed partial class LargeImageAndNumbers;

/// <summary>What the scores do not need is not asked for: the first input is that of another loss.</summary>
[InferenceOf<ThreeInputs>(Height = 7, Width = 5)]
public sealed partial class ThreeInputsReader;
