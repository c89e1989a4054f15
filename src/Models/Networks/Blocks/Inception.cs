namespace Kiln.Models.Networks.Blocks;

/// <summary>Four ways side by side: 1×1, 3×3, 5×5 and a pool, each made narrow by a 1×1 first.</summary>
/// <remarks>Szegedy et al., Going Deeper with Convolutions, 2014, arXiv:1409.4842, figure 2(b); the sizes are those of its table 1.</remarks>
[Block]
public sealed partial class Inception
{
    [Size] private const int Point = 64, Reduce3 = 96, Filters3 = 128, Reduce5 = 16, Filters5 = 32, PoolFilters = 32;

    [Input]                                                                 public partial Layer     X           { get; }
    [Conv(1, 1, Point)]                                                     public partial ConvLayer Conv1       { get; }
    [Relu]                                                                  public partial Layer     Relu1       { get; }

    [Conv(1, 1, Reduce3, From = nameof(X))]                                 public partial ConvLayer Narrow3     { get; }
    [Relu]                                                                  public partial Layer     NarrowRelu3 { get; }
    [Conv(3, 3, Filters3, Pad = 1)]                                         public partial ConvLayer Conv3       { get; }
    [Relu]                                                                  public partial Layer     Relu3       { get; }

    [Conv(1, 1, Reduce5, From = nameof(X))]                                 public partial ConvLayer Narrow5     { get; }
    [Relu]                                                                  public partial Layer     NarrowRelu5 { get; }
    [Conv(5, 5, Filters5, Pad = 2)]                                         public partial ConvLayer Conv5       { get; }
    [Relu]                                                                  public partial Layer     Relu5       { get; }

    [MaxPool(3, Stride = 1, Pad = 1, From = nameof(X))]                     public partial Layer     Pool        { get; }
    [Conv(1, 1, PoolFilters)]                                               public partial ConvLayer PoolConv    { get; }
    [Relu]                                                                  public partial Layer     PoolRelu    { get; }

    [Concat(nameof(Relu1), nameof(Relu3), nameof(Relu5), nameof(PoolRelu))] public partial Layer     Joined      { get; }
}
