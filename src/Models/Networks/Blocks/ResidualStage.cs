namespace Kiln.Models.Networks.Blocks;

/// <summary>Residual blocks of one width: the first halves the map, the others keep it.</summary>
/// <remarks>He et al., Deep Residual Learning for Image Recognition, 2016, table 1.</remarks>
[Block]
public sealed partial class ResidualStage
{
    [Size] private const int Filters = 128, Others = 1;

    [Input]                                   public partial Layer               X     { get; }
    [Use<ProjectionResidual>(Filters, 2)]     public partial ProjectionResidual  First { get; }
    [Use<Residual>(Filters, Repeat = Others)] public partial BlockList<Residual> Rest  { get; }
}
