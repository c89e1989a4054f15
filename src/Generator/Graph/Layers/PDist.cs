using System;
using System.Collections.Generic;

namespace Kiln.Generator.Graph.Layers;

/// <summary>The distance of two maps, pixel by pixel or of whole images.</summary>
internal sealed record PDist(double Exponent, bool NoRoot, double Epsilon, bool Aggregate, int Count) : Layer
{
    public override string Kind => "pdist";

    public override bool ListsInputs => true;

    public override (int Least, int Most) Listable => (2, 3);

    public override Window Window => Aggregate ? Window.WholeMap : Window.None;

    public override bool ServesSingle => true;

    /// <summary>The distances that are summed have the extents of what it reads, and it has others.</summary>
    public override bool NeedsExtents => Aggregate;

    public override Mismatch? Check(IReadOnlyList<Node> inputs)
    {
        Shape map = inputs[0].Shape;
        bool fits = inputs[1].Shape == map || inputs[1].Shape == new Shape(1, 1, map.Channels);
        if (!fits)
            return Differ(inputs[1], "of one shape, or the second of one pixel");

        return inputs.Count == 3 && inputs[2].Shape != map with { Channels = 1 } ? Differ(inputs[2], "with weights of one channel") : null;

        Mismatch Differ(Node other, string takes) => new("KILN0309", null, "compares", inputs[0].Identifier, map.ToString(), other.Identifier, other.Shape.ToString(), takes);
    }

    public override int Channels(IReadOnlyList<Shape> inputs) => 1;

    public override IEnumerable<(string Name, double Value)> Options =>
        [("Exponent", Exponent), ("NoRoot", NoRoot ? 1 : 0), ("Epsilon", Epsilon), ("Aggregate", Aggregate ? 1 : 0)];

    public override string Summary(Shape input) => FormattableString.Invariant($"L{Exponent} distance");
}
