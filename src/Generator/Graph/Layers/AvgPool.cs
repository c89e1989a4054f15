using System;

namespace Kiln.Generator.Graph.Layers;

/// <summary>The mean over the pixels of a window that lie on the map.</summary>
internal sealed record AvgPool(Window Extent) : Layer
{
    public override string Kind => Extent.IsWholeMap ? "globalavgpool" : "avgpool";

    public override Window Window => Extent;

    public override string Summary(Shape input) => FormattableString.Invariant($"mean {Extent}");
}
