namespace Kiln.Networks.Tests.Networks;

/// <summary>Functions of one map: smooth, with kinks, with a slope that is stated, of another function, and in front of a pool and of the scores.</summary>
[Network]
public sealed partial class OwnFunctions
{
    private const float Six = 6;

    private static float Swish(float x) => x / (1 + MathF.Exp(-x));

    private static float HardSwish(float x) => x * Clamp(x + 3, Six) / Six;

    private static float Clamp(float x, float most) => MathF.Min(MathF.Max(x, 0), most);

    private static float Softplus(float x) => MathF.Max(x, 0) + MathF.Log(1 + MathF.Exp(-MathF.Abs(x)));

    private static float Logistic(float x) => 1 / (1 + MathF.Exp(-x));

    private static float Bent(float x)
    {
        return (float)(0.5 * MathF.Tanh(2 * x));
    }

    private static float BentSlope(float x, float y) => 1 - (4 * y * y);

    [Input(9, 8, 3)]                                        public partial Layer     Image   { get; }
    [Conv(3, 3, 10, Pad = 1)]                               public partial ConvLayer Conv1   { get; }
    [Function(nameof(Swish))]                               public partial Layer     Swish1  { get; }
    [MaxPool(2)]                                            public partial Layer     Pool1   { get; }
    [Conv(3, 3, 12, Pad = 1)]                               public partial ConvLayer Conv2   { get; }
    [Function(nameof(HardSwish))]                           public partial Layer     Hard    { get; }
    [Function(nameof(Softplus), Slope = nameof(Logistic))]  public partial Layer     Soft    { get; }
    [Conv(1, 1, 5)]                                         public partial ConvLayer Conv3   { get; }
    [Function(nameof(Bent), Slope = nameof(BentSlope))]     public partial Layer     Bent1   { get; }
    [Dense(4)]                                              public partial ConvLayer Dense1  { get; }
    [Function(nameof(Softplus))]                            public partial Layer     Scores  { get; }
    [SoftmaxLoss]                                           public partial LossLayer Loss    { get; }
}

/// <summary>Functions of several maps: a gate, a mask by which nothing flows back, a function of a map with itself; one in a block, of a size.</summary>
[Network]
public sealed partial class OwnGates
{
    private static float Gate(float value, float gate) => value / (1 + MathF.Exp(-gate));

    private static float Masked(float value, float mask) => mask < 0.125f ? 0 : value;

    private static float Norm(float x, float y, float z) => MathF.Sqrt((x * x) + (y * y) + (z * z) + 0.25f);

    [Input(7, 6, 4)]                                                      public partial Layer      Image  { get; }
    [Conv(3, 3, 9, Pad = 1)]                                              public partial ConvLayer  Conv1  { get; }
    [Conv(1, 1, 9, From = nameof(Image))]                                 public partial ConvLayer  Conv2  { get; }
    [Function(nameof(Gate), nameof(Conv1), nameof(Conv2))]                public partial Layer      Gated  { get; }
    [Function(nameof(Masked), nameof(Gated), nameof(Conv2), Keep = true)] public partial Layer      Masks  { get; }
    [Function(nameof(Norm), nameof(Masks), nameof(Conv1), nameof(Conv1))] public partial Layer      Norms  { get; }
    [Use<SquaredPart>(9)]                                                 public partial SquaredPart Part1 { get; }
    [Dense(3)]                                                            public partial ConvLayer  Scores { get; }
    [SoftmaxLoss]                                                         public partial LossLayer  Loss   { get; }
}

/// <summary>A block with a function.</summary>
[Block]
public sealed partial class SquaredPart
{
    [Size] private const int Filters = 4;
    private const float Share = 0.5f;

    private static float Square(float x) => Share * x * x;

    [Input]                     public partial Layer     X    { get; }
    [Conv(1, 1, Filters)]       public partial ConvLayer Conv { get; }
    [Function(nameof(Square))]  public partial Layer     Out  { get; }
}

/// <summary>At any size.</summary>
[InferenceOf<OwnFunctions>]
public sealed partial class OwnFunctionReader;

/// <summary>At one size.</summary>
[InferenceOf<OwnGates>(Height = 8, Width = 8)]
public sealed partial class OwnGateReader;
