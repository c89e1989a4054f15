using System;
using System.Collections.Generic;
using Kiln.Generator.Declaration;

namespace Kiln.Generator.Graph.Layers;

/// <summary>The maximum or the mean over the tiles of regions that another layer gives.</summary>
/// <param name="IsMean">Whether it is the mean.</param>
/// <param name="Tiles">How regions are divided.</param>
internal sealed record RegionPool(bool IsMean, RegionTiles Tiles) : Layer
{
    public override string Kind => Name.ToLowerInvariant();

    public override bool ListsInputs => true;

    public override (int Least, int Most) Listable => (2, 2);

    public override bool NeedsExtents => true;

    /// <summary>The corners of regions are rounded to pixels: moving them a little changes nothing.</summary>
    public override bool DependsOn(int input) => input == 0;

    public override Mismatch? Check(IReadOnlyList<Node> inputs) => inputs[1].Shape is { Width: 1, Channels: 4 } ? null
        : new Mismatch("KILN0316", LayerDeclaration.InputArgument(1), inputs[1].Identifier, inputs[1].Shape.ToString(), Name, "regions of R×1×4");

    public override (long Height, long Width, long Channels) Output(IReadOnlyList<Shape> inputs) => ((long)inputs[1].Height * Tiles.Rows, Tiles.Columns, inputs[0].Channels);

    public override IEnumerable<(string Name, double Value)> Options =>
    [
        ("Rows", Tiles.Rows), ("Columns", Tiles.Columns), ("ScaleX", Tiles.X.Scale), ("ScaleY", Tiles.Y.Scale), ("ShearX", Tiles.X.Shear), ("ShearY", Tiles.Y.Shear),
        ("OffsetX", Tiles.X.Offset), ("OffsetY", Tiles.Y.Offset),
    ];

    public override string Summary(Shape input) => FormattableString.Invariant($"{(IsMean ? "mean" : "max")} of {Tiles.Rows}×{Tiles.Columns} tiles a region");

    private string Name => IsMean ? "RoiAvgPool" : "RoiMaxPool";
}

/// <summary>How regions become tiles of a map.</summary>
/// <param name="Rows">Rows of tiles of a region.</param>
/// <param name="Columns">Columns of tiles of a region.</param>
/// <param name="Y">What becomes of places down the rows.</param>
/// <param name="X">What becomes of places along the columns.</param>
internal sealed record RegionTiles(int Rows, int Columns, RegionAxis Y, RegionAxis X);

/// <summary>A place along one axis of the map: <c>Scale·(own − 1) + Shear·(other − 1) + Offset + 1</c> of a place along the same axis and one along the other.</summary>
internal readonly record struct RegionAxis(double Scale, double Shear, double Offset)
{
    /// <summary>What is added to <c>Scale·own + Shear·other</c>.</summary>
    public double Constant => Offset + 1 - Scale - Shear;
}
