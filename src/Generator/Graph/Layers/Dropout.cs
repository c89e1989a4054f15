using System;
using System.Collections.Generic;

namespace Kiln.Generator.Graph.Layers;

/// <summary>Values set to 0 by chance, in training.</summary>
internal sealed record Dropout(double Rate) : Layer
{
    public override string Kind => "dropout";

    public override IEnumerable<(string Name, double Value)> Options => [("Rate", Rate)];

    public override string Summary(Shape input) => FormattableString.Invariant($"dropout {Rate}");
}
