using System;
using System.Collections.Generic;

namespace Kiln.Generator.Graph.Layers;

/// <summary>x · (1 + α·m)^−β, m the mean of squares in a window around it.</summary>
internal sealed record SpatialNorm(int Height, int Width, double Alpha, double Beta) : Layer
{
    public override string Kind => "spatialnorm";

    /// <summary>The window of the means. It is none of the layer's own: a map of any size has as many means as pixels.</summary>
    public Window Around => new(Height, Width, 1, 1, (Height - 1) / 2, Height / 2, (Width - 1) / 2, Width / 2);

    public override IEnumerable<(string Name, double Value)> Options => [("Height", Height), ("Width", Width), ("Alpha", Alpha), ("Beta", Beta)];

    public override string Summary(Shape input) => FormattableString.Invariant($"norm around {Height}×{Width}");
}
