using System;
using System.Collections.Generic;

namespace Kiln.Generator.Graph.Layers;

/// <summary>x(k) · (κ + α Σ x(t)²)^−β over a window of channels.</summary>
internal sealed record Lrn(int Size, double Kappa, double Alpha, double Beta) : Layer
{
    public override string Kind => "lrn";

    public override IEnumerable<(string Name, double Value)> Options => [("Window", Size), ("Kappa", Kappa), ("Alpha", Alpha), ("Beta", Beta)];

    public override string Summary(Shape input) => FormattableString.Invariant($"lrn over {Size} channels");
}
