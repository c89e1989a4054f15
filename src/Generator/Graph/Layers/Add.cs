using System;
using System.Collections.Generic;
using System.Linq;

namespace Kiln.Generator.Graph.Layers;

/// <summary>The sum of maps of one shape.</summary>
internal sealed record Add(int Count) : Layer
{
    public override string Kind => "add";

    public override bool ListsInputs => true;

    public override Mismatch? Check(IReadOnlyList<Node> inputs) => OneShape("adds", inputs);

    /// <summary>What keeps maps from being taken element by element; null if nothing does.</summary>
    public static Mismatch? OneShape(string verb, IReadOnlyList<Node> inputs) =>
        inputs.FirstOrDefault(input => input.Shape != inputs[0].Shape) is { } other
            ? new Mismatch("KILN0309", null, verb, inputs[0].Identifier, inputs[0].Shape.ToString(), other.Identifier, other.Shape.ToString(), "of one shape")
            : null;

    public override string Summary(Shape input) => FormattableString.Invariant($"sum of {Count}");
}
