using System;
using System.Collections.Generic;
using System.Linq;

namespace Kiln.Generator.Graph.Layers;

/// <summary>Maps of equal rows and columns, one after the other along the channels.</summary>
internal sealed record Concat(int Count) : Layer
{
    public override string Kind => "concat";

    public override bool ListsInputs => true;

    public override Mismatch? Check(IReadOnlyList<Node> inputs) =>
        inputs.FirstOrDefault(input => input.Shape.Extents != inputs[0].Shape.Extents) is { } other
            ? new Mismatch("KILN0309", null, "joins", inputs[0].Identifier, inputs[0].Shape.ToString(), other.Identifier, other.Shape.ToString(), "of equal rows and columns")
            : null;

    public override int Channels(IReadOnlyList<Shape> inputs) => (int)Math.Min(int.MaxValue, inputs.Sum(input => (long)input.Channels));

    public override string Summary(Shape input) => FormattableString.Invariant($"join of {Count}");
}
