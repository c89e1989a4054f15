using System;
using System.Collections.Generic;

namespace Kiln.Generator.Graph.Layers;

/// <summary>x(k) · (κ + α Σ x(t)²)^−β over a window of channels.</summary>
internal sealed record Lrn(int Size, double Kappa, double Alpha, double Beta) : Layer
{
    /// <summary>What is added to the squares: κ, or in place of 0 a number so small that its powers, forward and backward, are floats: it only keeps pixels of zeros zeros.</summary>
    public double Least => Kappa > 0 ? Kappa : Math.Pow(10, -36 / (Beta + 1));

    public override string Kind => "lrn";

    public override IEnumerable<(string Name, double Value)> Options => [("Window", Size), ("Kappa", Kappa), ("Alpha", Alpha), ("Beta", Beta)];

    public override string Summary(Shape input) => FormattableString.Invariant($"lrn over {Size} channels");
}
