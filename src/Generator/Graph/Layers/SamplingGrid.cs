using System;
using System.Collections.Generic;

namespace Kiln.Generator.Graph.Layers;

/// <summary>A grid of points that are linear in a few numbers: where to sample a map.</summary>
/// <param name="Rows">Rows of the grid.</param>
/// <param name="Columns">Columns of the grid.</param>
internal abstract record SamplingGrid(int Rows, int Columns) : Layer
{
    /// <summary>How many numbers it reads.</summary>
    public abstract int Numbers { get; }

    /// <summary>What makes v, the place down the rows of the map that is sampled, and u, that along its columns.</summary>
    public abstract (GridCoordinate V, GridCoordinate U) Coordinates { get; }

    /// <summary>The name of its attribute.</summary>
    protected abstract string Name { get; }

    public override string Kind => Name.ToLowerInvariant();

    public override bool NeedsExtents => true;

    public override Mismatch? Check(IReadOnlyList<Node> inputs) => inputs[0].Shape == new Shape(1, 1, Numbers) ? null
        : new Mismatch("KILN0316", null, inputs[0].Identifier, inputs[0].Shape.ToString(), Name, $"{new Shape(1, 1, Numbers)}");

    public override (long Height, long Width, long Channels) Output(IReadOnlyList<Shape> inputs) => (Rows, Columns, 2);

    public override IEnumerable<(string Name, double Value)> Options => [("Rows", Rows), ("Columns", Columns)];

    public override string Summary(Shape input) => FormattableString.Invariant($"grid of {Rows}×{Columns}");
}

/// <summary>One coordinate of a grid's points: <c>numbers[Row]·y + numbers[Column]·x + numbers[Offset]</c>, without the terms that have no number.</summary>
internal sealed record GridCoordinate(int? Row, int? Column, int Offset);

/// <summary>Any affine map.</summary>
internal sealed record AffineGrid(int Rows, int Columns) : SamplingGrid(Rows, Columns)
{
    public override int Numbers => 6;

    public override (GridCoordinate V, GridCoordinate U) Coordinates => (new(0, 1, 4), new(2, 3, 5));

    protected override string Name => "AffineGrid";
}

/// <summary>One scale and two shifts.</summary>
internal sealed record ScalingGrid(int Rows, int Columns) : SamplingGrid(Rows, Columns)
{
    public override int Numbers => 3;

    public override (GridCoordinate V, GridCoordinate U) Coordinates => (new(0, null, 1), new(null, 0, 2));

    protected override string Name => "ScalingGrid";
}
