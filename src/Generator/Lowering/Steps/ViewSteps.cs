using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;

namespace Kiln.Generator.Lowering.Steps;

/// <summary>Maps one after the other along the channels.</summary>
internal sealed record Join(Node Node, IReadOnlyList<Value> Inputs, Value Output) : Step(Node)
{
    public override string Formula => $"{Short(Output)}(i, j, ·) = {string.Join(", ", Inputs.Select(input => $"{Short(input)}(i, j, ·)"))}";

    public override string Suffix => "Forward";

    public override IReadOnlyList<Value> Reads => Inputs;

    public override IReadOnlyList<Value> Writes => [Output];
}

/// <summary>Some channels of a map.</summary>
internal sealed record Slice(Node Node, Value Input, int Channel, Value Output) : Step(Node)
{
    public override string Formula => $"{Short(Output)}(i, j, k) = {Short(Input)}(i, j, k{(Channel == 0 ? "" : $" + {Channel}")})";

    public override string Suffix => "Backward";

    public override IReadOnlyList<Value> Reads => [Input];

    public override IReadOnlyList<Value> Writes => [Output];
}
