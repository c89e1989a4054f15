using System;
using System.Collections.Generic;

namespace Kiln.Generator.Graph.Layers;

/// <summary>A norm along some axes.</summary>
/// <param name="Axes">What its sum runs over.</param>
/// <param name="Exponent">p.</param>
/// <param name="Epsilon">Added once to the sum.</param>
internal readonly record struct Norm(Axes Axes, double Exponent, double Epsilon)
{
    public IEnumerable<(string Name, double Value)> Options => [("Axes", (int)Axes), ("Exponent", Exponent), ("Epsilon", Epsilon)];

    public override string ToString() => FormattableString.Invariant($"L{Exponent} norm over {Axes.InWords()}");
}

/// <summary>Every element divided by the norm of those along some axes, or by norms that another layer computes.</summary>
/// <param name="Own">The norm; null where the norms are the second input.</param>
internal sealed record LpNorm(Norm? Own) : Layer
{
    public override string Kind => "lpnorm";

    public override bool ListsInputs => Own is null;

    public override (int Least, int Most) Listable => (2, 2);

    /// <summary>Its norms have other rows and columns than it, unless there is one for each pixel.</summary>
    public override bool NeedsExtents => Own is { } norm && (norm.Axes & ~Axes.Channels) != Axes.None;

    public override bool ServesSingle => true;

    public override Mismatch? Check(IReadOnlyList<Node> inputs) => Scale.CheckBroadcasts("divides", inputs);

    public override IEnumerable<(string Name, double Value)> Options => Own?.Options ?? [];

    public override string Summary(Shape input) => Own is { } norm ? $"divided by its {norm}" : "divided by norms";
}

/// <summary>The norms alone.</summary>
internal sealed record LpNorms(Norm Norm) : Layer
{
    public override string Kind => "lpnorms";

    public override Window Window => (Norm.Axes & (Axes.Rows | Axes.Columns)) == (Axes.Rows | Axes.Columns) ? Window.WholeMap : Window.None;

    public override bool NeedsExtents => (Norm.Axes & (Axes.Rows | Axes.Columns)) is Axes.Rows or Axes.Columns;

    public override (long Height, long Width, long Channels) Output(IReadOnlyList<Shape> inputs) =>
        inputs[0].Without(Norm.Axes) is var shape ? (shape.Height, shape.Width, shape.Channels) : default;

    public override IEnumerable<(string Name, double Value)> Options => Norm.Options;

    public override string Summary(Shape input) => Norm.ToString();
}
