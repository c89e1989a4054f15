using System;
using System.Collections.Generic;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;

namespace Kiln.Generator.Lowering.Steps;

/// <summary>The maximum of every tile of every region, and which pixel of the map it is, if anybody asks.</summary>
internal sealed record RegionMaxForward(Node Node, RegionTiles Tiles, Value Map, Value Regions, Value Output, Value? Winners) : Step(Node)
{
    public override string Formula => $"{Short(Output)}(r · {Tiles.Rows} + i, j, k) = max over tile (i, j) of region {Short(Regions)}(r) of {Short(Map)}(·, ·, k)";

    public override string Suffix => "Forward";

    public override IReadOnlyList<Value> Reads => [Map, Regions];

    public override IReadOnlyList<Value> Writes => Present(Output, Winners);

    public override Step Of(Func<Value, Value> other) => this with { Map = other(Map), Regions = other(Regions), Output = other(Output), Winners = Maybe(Winners, other) };
}

/// <summary>The gradient of a tile goes to its winner; other tiles may have the same.</summary>
internal sealed record RegionMaxBackward(Node Node, RegionTiles Tiles, Value Gradient, Value Winners, Value Regions, Value Output) : Step(Node)
{
    public override string Formula => $"{Short(Output)}(winner of (i, j, k)) += {Short(Gradient)}(i, j, k)";

    public override string Suffix => "Backward";

    public override IReadOnlyList<Value> Reads => [Gradient, Winners, Regions];

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Gradient = other(Gradient), Winners = other(Winners), Regions = other(Regions), Output = other(Output) };
}

/// <summary>The mean of the pixels that the map has of every tile of every region.</summary>
internal sealed record RegionMeanForward(Node Node, RegionTiles Tiles, Value Map, Value Regions, Value Output) : Step(Node)
{
    public override string Formula => $"{Short(Output)}(r · {Tiles.Rows} + i, j, k) = mean over tile (i, j) of region {Short(Regions)}(r) of {Short(Map)}(·, ·, k)";

    public override string Suffix => "Forward";

    public override IReadOnlyList<Value> Reads => [Map, Regions];

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Map = other(Map), Regions = other(Regions), Output = other(Output) };
}

/// <summary>The gradient of a tile is shared out equally among its pixels.</summary>
internal sealed record RegionMeanBackward(Node Node, RegionTiles Tiles, Value Gradient, Value Regions, Value Output) : Step(Node)
{
    public override string Formula => $"{Short(Output)}(p, q, k) += {Short(Gradient)}(r · {Tiles.Rows} + i, j, k) / pixels of every pixel (p, q) of tile (i, j) of region {Short(Regions)}(r)";

    public override string Suffix => "Backward";

    public override IReadOnlyList<Value> Reads => [Gradient, Regions];

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Gradient = other(Gradient), Regions = other(Regions), Output = other(Output) };
}
