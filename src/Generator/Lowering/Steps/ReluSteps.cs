using System.Collections.Generic;
using Kiln.Generator.Graph;

namespace Kiln.Generator.Lowering.Steps;

/// <summary>max(x, 0).</summary>
internal sealed record ReluForward(Node Node) : Step(Node)
{
    public override string Formula => $"{Node.Name} = max({Input.Name}, 0)";

    public override string Suffix => "Forward";

    public override IEnumerable<Value> Reads => [Value.Activation(Input)];

    public override IEnumerable<Value> Writes => [Value.Activation(Node)];
}

/// <summary>The gradient passes where the output is above 0. Reading the output and not the input lets forward kernels drop the input.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Mask">The node whose output tells: the layer itself, or the pool that keeps the one output of a window that has a gradient.</param>
internal sealed record ReluBackward(Node Node, Node Mask) : Step(Node)
{
    public override string Formula => $"d{Input.Name} = {Mask.Name} > 0 ? d{Node.Name} : 0";

    public override string Suffix => "Backward";

    public override IEnumerable<Value> Reads => [Value.Gradient(Node), Value.Activation(Mask)];

    public override IEnumerable<Value> Writes => [Value.Gradient(Input)];
}
