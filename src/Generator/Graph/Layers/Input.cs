using System.Collections.Generic;

namespace Kiln.Generator.Graph.Layers;

/// <summary>A map that the caller gives.</summary>
internal sealed record Input(Shape Shape) : Layer
{
    /// <summary>Whether its rows and columns are those of a call.</summary>
    public bool AnyExtent { get; init; }

    public override string Kind => "input";

    public override int Channels(IReadOnlyList<Shape> inputs) => Shape.Channels;

    public override string Summary(Shape input) => "input";
}
