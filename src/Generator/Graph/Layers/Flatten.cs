using System.Collections.Generic;

namespace Kiln.Generator.Graph.Layers;

/// <summary>A map as one pixel of as many channels as it has elements.</summary>
internal sealed record Flatten : Layer
{
    public override string Kind => "flatten";

    public override bool NeedsExtents => true;

    public override (long Height, long Width, long Channels) Output(IReadOnlyList<Shape> inputs) => (1, 1, inputs[0].Count);

    public override string Summary(Shape input) => "one pixel";
}
