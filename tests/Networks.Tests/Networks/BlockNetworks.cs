namespace Kiln.Networks.Tests.Networks;

/// <summary>A shortcut without change of shape.</summary>
[Block]
public sealed partial class Shortcut
{
    [Size] private const int Filters = 6;

    [Input]                         public partial Layer     X     { get; }
    [Conv(3, 3, Filters, Pad = 1)]  public partial ConvLayer Conv1 { get; }
    [Relu]                          public partial Layer     Relu1 { get; }
    [Conv(3, 3, Filters, Pad = 1)]  public partial ConvLayer Conv2 { get; }
    [Add(nameof(X), nameof(Conv2))] public partial Layer     Sum   { get; }
}

/// <summary>Sizes in expressions of every sort, among them of whether there is a bias.</summary>
[Block]
public sealed partial class Widening
{
    private const int Least = 2, Twice = 2 * Filters;

    [Size] private const int Filters = 4, Stride = 1;

    [Input]                                                                                  public partial Layer     X    { get; }
    [Conv(3, 3, Twice - Least, Stride = Stride, Pad = Stride > 0 ? 1 : 0, Bias = Stride == 1)] public partial ConvLayer Conv { get; }
    [Relu(Leak = 0.5 / Filters)]                                                             public partial Layer     Relu { get; }
    [MaxPool(Widening.Stride + 1, Stride = 1, PadTop = Filters % 2, From = nameof(Conv))]    public partial Layer     Pool { get; }
    [AvgPool(Stride + 1, Stride = 1, PadTop = Filters % 2, From = nameof(Relu))]             public partial Layer     Mean { get; }
    [Concat(nameof(Pool), nameof(Mean))]                                                     public partial Layer     Both { get; }
}

/// <summary>Blocks in a block, one of them several times.</summary>
[Block]
public sealed partial class Group
{
    [Size] internal const int Filters = 4, Stride = 1, Repeats = 2;

    [Input]                                        public    partial Layer               X     { get; }
    [Use<Widening>(Filters, Stride)]               public    partial Widening            First { get; }
    [Use<Shortcut>(4 * (Filters - 1), Repeat = Repeats)] internal partial BlockList<Shortcut> Rest  { get; }
}

/// <summary>A loss in a block.</summary>
[Block]
public sealed partial class Head
{
    [Input]                     public partial Layer     X      { get; }
    [GlobalAvgPool]             public partial Layer     Mean   { get; }
    [Dense(3)]                  public partial ConvLayer Scores { get; }
    [SoftmaxLoss(Weight = 0.3)] public partial LossLayer Loss   { get; }
}

/// <summary>A network of blocks. Its last maps have nine pixels, of which rectifiers leave few: sums of a weight's gradient are exactly zero, which transformed tiles only round
/// to, so it does without them.</summary>
[Network(Winograd = false)]
public sealed partial class BlockNetwork
{
    [Input(9, 10, 2)]                                public partial Layer               Image  { get; }
    [Conv(3, 3, 5, Pad = 1)]                         public partial ConvLayer           Stem   { get; }
    [Use<Group>(3, 1, 2)]                            public partial Group               Early  { get; }
    [Use<Head>]                                      public partial Head                Side   { get; }
    [Use<Group>(4, 2, 1, From = nameof(Early))]      public partial Group               Late   { get; }
    [Use<Shortcut>(12, Repeat = 1, Keep = true)]     public partial BlockList<Shortcut> Last   { get; }
    [GlobalAvgPool]                                  public partial Layer               Top    { get; }
    [Dense(3)]                                       public partial ConvLayer           Scores { get; }
    [SoftmaxLoss]                                    public partial LossLayer           Loss   { get; }
}

/// <summary>The same network without blocks.</summary>
[Network(Winograd = false)]
public sealed partial class FlatNetwork
{
    [Input(9, 10, 2)]                                                          public partial Layer     Image       { get; }
    [Conv(3, 3, 5, Pad = 1)]                                                   public partial ConvLayer Stem        { get; }
    [Conv(3, 3, 4, Pad = 1)]                                                   public partial ConvLayer EarlyConv   { get; }
    [Relu(Leak = 0.5 / 3)]                                                     public partial Layer     EarlyRelu   { get; }
    [MaxPool(2, Stride = 1, PadTop = 1, From = nameof(EarlyConv))]             public partial Layer     EarlyPool   { get; }
    [AvgPool(2, Stride = 1, PadTop = 1, From = nameof(EarlyRelu))]             public partial Layer     EarlyMean   { get; }
    [Concat(nameof(EarlyPool), nameof(EarlyMean))]                             public partial Layer     EarlyBoth   { get; }
    [Conv(3, 3, 8, Pad = 1)]                                                   public partial ConvLayer Early0Conv1 { get; }
    [Relu]                                                                     public partial Layer     Early0Relu1 { get; }
    [Conv(3, 3, 8, Pad = 1)]                                                   public partial ConvLayer Early0Conv2 { get; }
    [Add(nameof(EarlyBoth), nameof(Early0Conv2))]                              public partial Layer     Early0Sum   { get; }
    [Conv(3, 3, 8, Pad = 1)]                                                   public partial ConvLayer Early1Conv1 { get; }
    [Relu]                                                                     public partial Layer     Early1Relu1 { get; }
    [Conv(3, 3, 8, Pad = 1)]                                                   public partial ConvLayer Early1Conv2 { get; }
    [Add(nameof(Early0Sum), nameof(Early1Conv2))]                              public partial Layer     Early1Sum   { get; }
    [GlobalAvgPool]                                                            public partial Layer     SideMean    { get; }
    [Dense(3)]                                                                 public partial ConvLayer SideScores  { get; }
    [SoftmaxLoss(Weight = 0.3)]                                                public partial LossLayer SideLoss    { get; }
    [Conv(3, 3, 6, Stride = 2, Pad = 1, Bias = false, From = nameof(Early1Sum))] public partial ConvLayer LateConv  { get; }
    [Relu(Leak = 0.125)]                                                       public partial Layer     LateRelu    { get; }
    [MaxPool(3, Stride = 1, From = nameof(LateConv))]                          public partial Layer     LatePool    { get; }
    [AvgPool(3, Stride = 1, From = nameof(LateRelu))]                          public partial Layer     LateMean    { get; }
    [Concat(nameof(LatePool), nameof(LateMean))]                               public partial Layer     LateBoth    { get; }
    [Conv(3, 3, 12, Pad = 1)]                                                  public partial ConvLayer Late0Conv1  { get; }
    [Relu]                                                                     public partial Layer     Late0Relu1  { get; }
    [Conv(3, 3, 12, Pad = 1)]                                                  public partial ConvLayer Late0Conv2  { get; }
    [Add(nameof(LateBoth), nameof(Late0Conv2))]                                public partial Layer     Late0Sum    { get; }
    [Conv(3, 3, 12, Pad = 1)]                                                  public partial ConvLayer LastConv1   { get; }
    [Relu]                                                                     public partial Layer     LastRelu1   { get; }
    [Conv(3, 3, 12, Pad = 1)]                                                  public partial ConvLayer LastConv2   { get; }
    [Add(nameof(Late0Sum), nameof(LastConv2), Keep = true)]                    public partial Layer     LastSum     { get; }
    [GlobalAvgPool]                                                            public partial Layer     Top         { get; }
    [Dense(3)]                                                                 public partial ConvLayer Scores      { get; }
    [SoftmaxLoss]                                                              public partial LossLayer Loss        { get; }
}

/// <summary>Blocks at any extent.</summary>
[InferenceOf<BlockNetwork>]
public sealed partial class BlockReader;

/// <summary>Blocks over other, fixed extents.</summary>
[InferenceOf<BlockNetwork>(Height = 17, Width = 12)]
public sealed partial class FixedBlockReader;
