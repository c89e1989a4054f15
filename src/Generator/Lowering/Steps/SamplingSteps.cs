using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;

namespace Kiln.Generator.Lowering.Steps;

/// <summary>The points of a grid, linear in a few numbers an image.</summary>
internal sealed record GridForward(Node Node, (GridCoordinate V, GridCoordinate U) Coordinates, Value Numbers, Value Output) : Step(Node)
{
    public override string Formula => $"{Short(Output)}(i, j, ·) = {Of(Coordinates.V)}, {Of(Coordinates.U)}; y(i), x(j) from −1 to 1";

    public override string Suffix => "Forward";

    public override IReadOnlyList<Value> Reads => [Numbers];

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Numbers = other(Numbers), Output = other(Output) };

    private string Of(GridCoordinate coordinate) => string.Join(" + ", new (int? Number, string Times)[] { (coordinate.Row, " · y(i)"), (coordinate.Column, " · x(j)"), (coordinate.Offset, "") }
        .Where(term => term.Number is not null).Select(term => $"{Short(Numbers)}({term.Number}){term.Times}"));
}

/// <summary>The gradients by these numbers: what each is multiplied by, summed over the grid.</summary>
internal sealed record GridBackward(Node Node, (GridCoordinate V, GridCoordinate U) Coordinates, Value Gradient, Value Output) : Step(Node)
{
    public override string Formula => $"(dv, du) = {Short(Gradient)}(i, j); {Short(Output)} = Σ(i, j) ({string.Join(", ", Enumerable.Range(0, Output.Shape.Channels).Select(Term))})";

    public override string Suffix => "Backward";

    public override IReadOnlyList<Value> Reads => [Gradient];

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Gradient = other(Gradient), Output = other(Output) };

    private string Term(int number) => string.Join(" + ", new[] { ("dv", Coordinates.V), ("du", Coordinates.U) }
        .SelectMany(pair => new[] { (pair.Item2.Row, $"{pair.Item1} · y(i)"), (pair.Item2.Column, $"{pair.Item1} · x(j)"), (pair.Item2.Offset, pair.Item1) })
        .Where(term => term.Item1 == number).Select(term => term.Item2));
}

/// <summary>A map between its pixels, at the points of a grid.</summary>
internal sealed record SampleForward(Node Node, Value Map, Value Grid, Value Output) : Step(Node)
{
    public override string Formula =>
        $"(v, u) = {Short(Grid)}(i, j); {Short(Output)}(i, j, k) = Σ(p, q around (v, u)) w(p, v) · w(q, u) · {Short(Map)}(p, q, k)";

    public override string Suffix => "Forward";

    public override IReadOnlyList<Value> Reads => [Map, Grid];

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Map = other(Map), Grid = other(Grid), Output = other(Output) };
}

/// <summary>The gradient by the map: every sample's goes to the pixels around its point, by their weights.</summary>
internal sealed record SampleBackwardMap(Node Node, Value Gradient, Value Grid, Value Output) : Step(Node)
{
    public override string Formula => $"(v, u) = {Short(Grid)}(i, j); {Short(Output)}(p, q, k) += w(p, v) · w(q, u) · {Short(Gradient)}(i, j, k) of the pixels (p, q) around (v, u)";

    public override string Suffix => "BackwardMap";

    public override IReadOnlyList<Value> Reads => [Gradient, Grid];

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Gradient = other(Gradient), Grid = other(Grid), Output = other(Output) };
}

/// <summary>The gradient by the points: how the samples change where these move.</summary>
internal sealed record SampleBackwardGrid(Node Node, Value Gradient, Value Map, Value Grid, Value Output) : Step(Node)
{
    public override string Formula =>
        $"(v, u) = {Short(Grid)}(i, j); {Short(Output)}(i, j, ·) = Σ(k) {Short(Gradient)}(i, j, k) · Σ(p, q around (v, u)) (w'(p, v) · w(q, u), w(p, v) · w'(q, u)) · {Short(Map)}(p, q, k)";

    public override string Suffix => "BackwardGrid";

    public override IReadOnlyList<Value> Reads => [Gradient, Map, Grid];

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Gradient = other(Gradient), Map = other(Map), Grid = other(Grid), Output = other(Output) };
}
