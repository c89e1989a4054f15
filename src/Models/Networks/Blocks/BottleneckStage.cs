namespace Kiln.Models.Networks.Blocks;

/// <summary>Bottlenecks of one width: the first changes channels and stride, the others keep them.</summary>
[Block]
public sealed partial class BottleneckStage
{
    [Size] private const int Filters = 64, Stride = 1, Others = 2;

    [Input]                                       public partial Layer                 X     { get; }
    [Use<ProjectionBottleneck>(Filters, Stride)]  public partial ProjectionBottleneck  First { get; }
    [Use<Bottleneck>(Filters, Repeat = Others)]   public partial BlockList<Bottleneck> Rest  { get; }
}
