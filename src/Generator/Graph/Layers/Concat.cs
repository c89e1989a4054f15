using System;
using System.Collections.Generic;
using System.Linq;

namespace Kiln.Generator.Graph.Layers;

/// <summary>Maps one after the other along an axis.</summary>
internal sealed record Concat(int Count, Axes Along) : Layer
{
    public override string Kind => "concat";

    public override bool ListsInputs => true;

    /// <summary>The rule of extents is that of the first map.</summary>
    public override bool NeedsExtents => Along != Axes.Channels;

    public override Mismatch? Check(IReadOnlyList<Node> inputs)
    {
        string takes = Along == Axes.Channels ? "of equal rows and columns" : Along == Axes.Rows ? "of equal columns and channels" : "of equal rows and channels";
        return inputs.FirstOrDefault(input => input.Shape.Without(Along) != inputs[0].Shape.Without(Along)) is { } other
            ? new Mismatch("KILN0309", null, "joins", inputs[0].Identifier, inputs[0].Shape.ToString(), other.Identifier, other.Shape.ToString(), takes)
            : null;
    }

    public override (long Height, long Width, long Channels) Output(IReadOnlyList<Shape> inputs)
    {
        Shape first = inputs[0];
        return Along switch
        {
            Axes.Rows => (inputs.Sum(input => (long)input.Height), first.Width, first.Channels),
            Axes.Columns => (first.Height, inputs.Sum(input => (long)input.Width), first.Channels),
            _ => (first.Height, first.Width, inputs.Sum(input => (long)input.Channels)),
        };
    }

    public override IEnumerable<(string Name, double Value)> Options => Along == Axes.Channels ? [] : [("Along", (int)Along)];

    public override string Summary(Shape input) => FormattableString.Invariant($"join of {Count}{(Along == Axes.Channels ? "" : $" along {Along.InWords()}")}");
}
