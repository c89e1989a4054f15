using System;

namespace Kiln.Generator.Graph.Layers;

/// <summary>The maximum over a window; padding counts as −∞.</summary>
internal sealed record MaxPool(Window Extent) : Layer
{
    public override string Kind => Extent.IsWholeMap ? "globalmaxpool" : "maxpool";

    public override Window Window => Extent;

    public override string Summary(Shape input) => FormattableString.Invariant($"max {Extent}");
}
