using System;
using System.Collections.Generic;
using System.Globalization;

namespace Kiln.Generator.Graph.Layers;

/// <summary>A map without some rows and columns at its sides: a window of one pixel whose pads are below 0.</summary>
/// <param name="Top">Rows cut above; where there is a second map, at most.</param>
/// <param name="Bottom">Rows cut below.</param>
/// <param name="Left">Columns cut on the left; where there is a second map, at most.</param>
/// <param name="Right">Columns cut on the right.</param>
/// <param name="Listed">How many layers it names: the second has the extents.</param>
internal sealed record Crop(int Top, int Bottom, int Left, int Right, int Listed) : Layer
{
    public override string Kind => "crop";

    public override bool ListsInputs => Listed > 0;

    public override (int Least, int Most) Listable => (2, 2);

    public override bool NeedsExtents => ListsInputs;

    /// <summary>By how many rows and columns the first of two maps is larger.</summary>
    public (int Rows, int Columns) Excess { get; init; }

    /// <summary>What is cut on each side: to the extents of a second map, above and on the left no more than was said, and the rest at the other side.</summary>
    public (int Top, int Bottom, int Left, int Right) Cut
    {
        get
        {
            if (!ListsInputs)
                return (Top, Bottom, Left, Right);

            (int top, int left) = (Math.Min(Top, Math.Max(Excess.Rows, 0)), Math.Min(Left, Math.Max(Excess.Columns, 0)));
            return (top, Excess.Rows - top, left, Excess.Columns - left);
        }
    }

    public override Window Window => new(1, 1, 1, 1, -Cut.Top, -Cut.Bottom, -Cut.Left, -Cut.Right);

    public override Layer On(IReadOnlyList<Shape> inputs) =>
        ListsInputs ? this with { Excess = (inputs[0].Height - inputs[1].Height, inputs[0].Width - inputs[1].Width) } : this;

    /// <summary>The second map has the extents alone.</summary>
    public override bool DependsOn(int input) => input == 0;

    public override Mismatch? Check(IReadOnlyList<Node> inputs)
    {
        Shape map = inputs[0].Shape;
        if (Excess.Rows < 0 || Excess.Columns < 0)
            return new Mismatch("KILN0309", null, "crops", inputs[0].Identifier, map.ToString(), inputs[1].Identifier, inputs[1].Shape.ToString(), "of which the second is no larger");

        (int top, int bottom, int left, int right) = Cut;
        foreach ((long cut, int extent, string what) in new[] { ((long)top + bottom, map.Height, "rows"), ((long)left + right, map.Width, "columns") })
        {
            if (cut >= extent)
                return new Mismatch("KILN0314", null, $"{cut.ToString(CultureInfo.InvariantCulture)} {what}", inputs[0].Identifier, map.ToString());
        }

        return null;
    }

    public override string Summary(Shape input) => FormattableString.Invariant($"without {Cut.Top}, {Cut.Bottom} rows and {Cut.Left}, {Cut.Right} columns");
}
