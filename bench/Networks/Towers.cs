using Kiln.Models.Networks.Blocks;

namespace Kiln.Bench.Networks;

/// <summary>Residual blocks on top of one another, so that time can be drawn against depth: this one has 2.</summary>
[Network]
public sealed partial class Tower2
{
    [Input(32, 32, 64)]             public partial Layer               Image  { get; }
    [Use<Residual>(64, Repeat = 2)] public partial BlockList<Residual> Blocks { get; }
    [GlobalAvgPool]                 public partial Layer               Pool   { get; }
    [Dense(10)]                     public partial ConvLayer           Scores { get; }
    [SoftmaxLoss]                   public partial LossLayer           Loss   { get; }
}

/// <summary>4 blocks.</summary>
[Network]
public sealed partial class Tower4
{
    [Input(32, 32, 64)]             public partial Layer               Image  { get; }
    [Use<Residual>(64, Repeat = 4)] public partial BlockList<Residual> Blocks { get; }
    [GlobalAvgPool]                 public partial Layer               Pool   { get; }
    [Dense(10)]                     public partial ConvLayer           Scores { get; }
    [SoftmaxLoss]                   public partial LossLayer           Loss   { get; }
}

/// <summary>8 blocks.</summary>
[Network]
public sealed partial class Tower8
{
    [Input(32, 32, 64)]             public partial Layer               Image  { get; }
    [Use<Residual>(64, Repeat = 8)] public partial BlockList<Residual> Blocks { get; }
    [GlobalAvgPool]                 public partial Layer               Pool   { get; }
    [Dense(10)]                     public partial ConvLayer           Scores { get; }
    [SoftmaxLoss]                   public partial LossLayer           Loss   { get; }
}

/// <summary>16 blocks.</summary>
[Network]
public sealed partial class Tower16
{
    [Input(32, 32, 64)]              public partial Layer               Image  { get; }
    [Use<Residual>(64, Repeat = 16)] public partial BlockList<Residual> Blocks { get; }
    [GlobalAvgPool]                  public partial Layer               Pool   { get; }
    [Dense(10)]                      public partial ConvLayer           Scores { get; }
    [SoftmaxLoss]                    public partial LossLayer           Loss   { get; }
}

/// <summary>Reads images of any size.</summary>
[InferenceOf<Tower4>]
public sealed partial class TowerReader;
