using System.Collections.Generic;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;

namespace Kiln.Generator.Lowering.Steps;

/// <summary>The maximum of every window; where there is a backward pass, also which position won.</summary>
internal sealed record MaxPoolForward(Node Node, bool RecordsWinners) : Step(Node)
{
    public MaxPool Layer => (MaxPool)Node.Layer;

    public override string Formula => $"{Node.Name}(i, j, k) = max over the {Layer.Extent} window of {Input.Name}(·, ·, k)";

    public override string Suffix => "Forward";

    public override IEnumerable<Value> Reads => [Value.Activation(Input)];

    public override IEnumerable<Value> Writes =>
        RecordsWinners ? [Value.Activation(Node), Value.Winners(Node)] : [Value.Activation(Node)];
}

/// <summary>The gradient of a window goes to its winner.</summary>
internal sealed record MaxPoolBackward(Node Node) : Step(Node)
{
    public MaxPool Layer => (MaxPool)Node.Layer;

    public override string Formula => $"d{Input.Name}(winner of (i, j, k)) += d{Node.Name}(i, j, k)";

    public override string Suffix => "Backward";

    public override IEnumerable<Value> Reads => [Value.Gradient(Node), Value.Winners(Node)];

    public override IEnumerable<Value> Writes => [Value.Gradient(Input)];
}
