using System.Collections.Generic;

namespace Kiln.Generator.Graph.Layers;

/// <summary>x − α·L^β, L the squared length of the pixel.</summary>
internal sealed record NormOffset(double Alpha, double Beta) : Layer
{
    /// <summary>L is at least this.</summary>
    public const double Least = 1e-8;

    public override string Kind => "normoffset";

    public override IEnumerable<(string Name, double Value)> Options => [("Alpha", Alpha), ("Beta", Beta)];

    public override string Summary(Shape input) => "less a power of its length";
}
