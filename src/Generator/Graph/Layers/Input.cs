using System.Collections.Generic;

namespace Kiln.Generator.Graph.Layers;

/// <summary>The image.</summary>
internal sealed record Input(Shape Shape) : Layer
{
    public override string Kind => "input";

    public override int Channels(IReadOnlyList<Shape> inputs) => Shape.Channels;

    public override string Summary(Shape input) => "input";
}
