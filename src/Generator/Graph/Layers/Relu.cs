using System;
using System.Collections.Generic;

namespace Kiln.Generator.Graph.Layers;

/// <summary>max(x, 0), with a leak below 0 and a ceiling.</summary>
internal sealed record Relu(double Leak = 0, double Ceiling = double.PositiveInfinity) : Layer
{
    public override string Kind => "relu";

    public override IEnumerable<(string Name, double Value)> Options => [("Leak", Leak), ("Ceiling", Ceiling)];

    public override string Summary(Shape input) =>
        "relu" + (double.IsInfinity(Ceiling) ? "" : FormattableString.Invariant($" to {Ceiling}")) + (Leak == 0 ? "" : FormattableString.Invariant($", leak {Leak}"));
}
