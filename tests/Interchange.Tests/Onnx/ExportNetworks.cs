namespace Kiln.Interchange.Tests.Onnx;

/// <summary>Local responses that no one operator takes: windows of an even number, α and β of 0.</summary>
[Network]
public sealed partial class OddResponses
{
    [Input(5, 6, 7)]                                   public partial Layer     Image  { get; }
    [Lrn(4, Kappa = 1, Alpha = 0.5, Beta = 0.6)]       public partial Layer     Even   { get; }
    [Conv(2, 2, 3)]                                    public partial ConvLayer Conv1  { get; }
    [Lrn(8, Kappa = 0.5, Alpha = 0.7)]                 public partial Layer     Wider  { get; }
    [Lrn(3, Kappa = 1.5, Alpha = 0)]                   public partial Layer     Even0  { get; }
    [Lrn(3, Kappa = 1.5, Beta = 0)]                    public partial Layer     Even1  { get; }
    [Lrn(3, Kappa = 0, Alpha = 1, Beta = 0.5)]         public partial Layer     Unit   { get; }
    [Lrn(3)]                                           public partial Layer     Scores { get; }
}

/// <summary>What is done to rows of numbers and to maps of one pixel, which come as rows and as maps, and both at once.</summary>
[Network]
public sealed partial class OnePixel
{
    private static float Swish(float x) => x / (1 + MathF.Exp(-x));

    [Input(1, 1, 6)]                                                       public partial Layer          Numbers { get; }
    [Input(5, 5, 2)]                                                       public partial Layer          Image   { get; }
    [Dense(6, From = nameof(Numbers))]                                     public partial ConvLayer      Dense1  { get; }
    [BatchNorm]                                                            public partial BatchNormLayer Norm1   { get; }
    [Relu(Leak = 0.1, Ceiling = 0.7)]                                      public partial Layer          Relu1   { get; }
    [Function(nameof(Swish))]                                              public partial Layer          Swish1  { get; }
    [Scale]                                                                public partial ScaleLayer     Scale1  { get; }
    [Relu(Ceiling = 6)]                                                    public partial Layer          Relu2   { get; }
    [Conv(3, 3, 6, From = nameof(Image))]                                  public partial ConvLayer      Conv1   { get; }
    [GlobalMaxPool]                                                        public partial Layer          Peaks   { get; }
    [Add(nameof(Peaks), nameof(Relu2), nameof(Norm1))]                     public partial Layer          Sum     { get; }
    [Lrn(3)]                                                               public partial Layer          Local   { get; }
    [Softmax]                                                              public partial Layer          Gates   { get; }
    [Scale(nameof(Conv1), nameof(Gates), nameof(Numbers))]                 public partial Layer          Gated   { get; }
    [PDist(nameof(Sum), nameof(Numbers), Exponent = 1.5)]                  public partial Layer          Near    { get; }
    [LpNorms(From = nameof(Sum))]                                          public partial Layer          Length  { get; }
    [Concat(nameof(Near), nameof(Length), nameof(Dense1))]                 public partial Layer          All     { get; }
    [Conv(3, 3, 4, Pad = 1)]                                               public partial ConvLayer      Padded  { get; }
    [MaxPool(1)]                                                           public partial Layer          Same    { get; }
    [Flatten]                                                              public partial Layer          Row     { get; }
    [Conv(3, 3, 4, From = nameof(Gated))]                                  public partial ConvLayer      Covers  { get; }
    [Add(nameof(Row), nameof(Covers))]                                     public partial Layer          Last    { get; }
    [GlobalAvgPool]                                                        public partial Layer          Scores  { get; }
}

/// <summary>One filter bank that covers a map in one place and slides over another elsewhere; three losses with scores that are kept, of which one passes others through, and an input that is
/// one's scores.</summary>
[Network]
public sealed partial class SeveralScores
{
    [Input(6, 6, 3)]                                             public partial Layer          Image  { get; }
    [AvgPool(2)]                                                 public partial Layer          Half   { get; }
    [Conv(3, 3, 4)]                                              public partial ConvLayer      Covers { get; }
    [Conv(3, 3, 4, WeightsOf = nameof(Covers), From = nameof(Image))] public partial ConvLayer Slides { get; }
    [BatchNorm(TrainingOnly = true, Keep = true)]                public partial BatchNormLayer Pixels { get; }
    [SoftmaxLoss]                                                public partial LossLayer      Loss1  { get; }
    [GlobalAvgPool(From = nameof(Slides))]                       public partial Layer          Means  { get; }
    [Add(nameof(Means), nameof(Covers), Keep = true)]            public partial Layer          Sum    { get; }
    [Dropout(0.5, Keep = true)]                                  public partial Layer          Drop   { get; }
    [SoftmaxLoss(Weight = 0.5)]                                  public partial LossLayer      Loss2  { get; }
    [ClassError(From = nameof(Drop))]                            public partial LossLayer      Errors { get; }
    [MaxPool(2, From = nameof(Slides))]                          public partial Layer          Pool   { get; }
    [Dense(3)]                                                   public partial ConvLayer      Scores { get; }
    [SoftmaxLoss]                                                public partial LossLayer      Loss3  { get; }
}

/// <summary>Functions with numbers that take more than six digits, nested choices, a number alone, and x alone.</summary>
[Network(OwnLoss = true)]
public sealed partial class OddFunctions
{
    private static float Gelu(float x) => 0.5f * x * (1 + MathF.Tanh(0.7978845608f * (x + (0.044715f * x * x * x))));

    private static float Selu(float x) => 1.05070098f * (x > 0 ? x : 1.67326324f * (MathF.Exp(x) - 1));

    private static float Steps(float x) => x > 0.5f ? (x > 0.75f ? 2 : -x) : x > -0.5f ? 1 - (2 - x) : -(x / 3 / 2);

    private static float Small(float x) => x / (x * x + 1.23456789e-7f) * 3.3333e-9f;

    private static float Roots(float x, float y) => MathF.Sqrt(MathF.Abs(x)) - -MathF.Log(MathF.Max(MathF.Abs(y), 1e-3f)) - (x - y) - MathF.Min(x, -y);

    private static float Same(float x) => x;

    [Input(4, 5, 3)]                                             public partial Layer     Image  { get; }
    [Function(nameof(Gelu))]                                     public partial Layer     Gelu1  { get; }
    [Function(nameof(Selu))]                                     public partial Layer     Selu1  { get; }
    [Function(nameof(Steps))]                                    public partial Layer     Steps1 { get; }
    [Function(nameof(Small), From = nameof(Image))]              public partial Layer     Small1 { get; }
    [Scale]                                                      public partial ScaleLayer Large { get; }
    [Function(nameof(Roots), nameof(Steps1), nameof(Large))]     public partial Layer     Roots1 { get; }
    [Function(nameof(Same))]                                     public partial Layer     Same1  { get; }
    [LpNorm(From = nameof(Small1), Epsilon = 1e-20)]             public partial Layer     Small2 { get; }
    [Concat(nameof(Same1), nameof(Small2), nameof(Image))]       public partial Layer     All    { get; }
}

/// <summary>One region, in the layout of a row; regions that leave the map; tiles without pixels.</summary>
[Network(OwnLoss = true)]
public sealed partial class OneRegion
{
    [Input(6, 7, 3)]                                             public partial Layer     Map     { get; }
    [Input(1, 1, 4)]                                             public partial Layer     Region  { get; }
    [Input(5, 1, 4)]                                             public partial Layer     Regions { get; }
    [RoiMaxPool(nameof(Map), nameof(Region), Rows = 2, Columns = 2, Scale = 4, OffsetX = 7, OffsetY = 6)] public partial Layer Peaks { get; }
    [RoiAvgPool(nameof(Map), nameof(Regions), Rows = 3, Columns = 2, Scale = 9, OffsetX = 11, OffsetY = 12)] public partial Layer Means { get; }
    [RoiMaxPool(nameof(Map), nameof(Regions), Rows = 3, Columns = 2, Scale = 9, OffsetX = 11, OffsetY = 12)] public partial Layer Tops  { get; }
    [Concat(nameof(Peaks), nameof(Means), nameof(Tops), Along = Axes.Rows)] public partial Layer All  { get; }
}

/// <summary>Crops to another map, subsampled pixels with zeros around, sides that differ everywhere.</summary>
[Network(OwnLoss = true)]
public sealed partial class UnevenSides
{
    [Input(11, 12, 4)]                                                                              public partial Layer     Image  { get; }
    [Conv(3, 2, 6, PadTop = 2, PadLeft = 1, StrideY = 2, DilationY = 2, Groups = 2)]                 public partial ConvLayer Conv1  { get; }
    [ConvTranspose(4, 3, 6, StrideY = 2, StrideX = 1, CropTop = 1, CropRight = 1, Groups = 2)]       public partial ConvLayer Up     { get; }
    [Crop(nameof(Up), nameof(Conv1), Top = 1, Left = 5)]                                            public partial Layer     Fits   { get; }
    [Subsample(StrideY = 2, StrideX = 3, PadTop = 1, PadBottom = 2, PadRight = 1, Bias = true)]     public partial Layer     Some   { get; }
    [MaxPool(3, 2, Stride = 2, PadTop = 2, PadRight = 1, From = nameof(Up))]                        public partial Layer     Peaks  { get; }
    [AvgPool(3, 2, Stride = 2, PadTop = 2, PadRight = 1, From = nameof(Up))]                        public partial Layer     Means  { get; }
    [Add(nameof(Peaks), nameof(Means))]                                                             public partial Layer     Both   { get; }
    [GlobalAvgPool]                                                                                 public partial Layer     Mean   { get; }
    [Scale(nameof(Some), nameof(Mean))]                                                             public partial Layer     Scores { get; }
}
