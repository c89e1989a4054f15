using System;
using System.Collections.Generic;

namespace Kiln.Generator.Graph.Layers;

/// <summary>Values set to 0 by chance, or by a mask that is given, in training.</summary>
internal sealed record Dropout(double Rate, bool Frozen, int Listed) : Layer
{
    public override string Kind => "dropout";

    public override bool ListsInputs => Listed > 0;

    public override (int Least, int Most) Listable => (2, 2);

    public override Mismatch? Check(IReadOnlyList<Node> inputs) => Add.OneShape("masks", inputs);

    public override IEnumerable<(string Name, double Value)> Options => ListsInputs ? [] : Frozen ? [("Rate", Rate), ("Frozen", 1)] : [("Rate", Rate)];

    public override string Summary(Shape input) => ListsInputs ? "masked" : FormattableString.Invariant($"dropout {Rate}{(Frozen ? ", frozen" : "")}");
}
