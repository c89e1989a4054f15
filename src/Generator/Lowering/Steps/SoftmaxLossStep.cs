using System.Collections.Generic;
using Kiln.Generator.Graph;

namespace Kiln.Generator.Lowering.Steps;

/// <summary>Loss, rank and gradient of every row of scores. The exponentials serve both, so there is no separate backward step.</summary>
internal sealed record SoftmaxLossStep(Node Node) : Step(Node)
{
    public override string Formula =>
        $"{Node.Name} = log Σ(k) exp {Input.Name}(i, j, k) - {Input.Name}(i, j, label); d{Input.Name} = (softmax - [k = label]) / images";

    public override string Suffix => "Forward";

    public override IEnumerable<Value> Reads => [Value.Activation(Input)];

    public override IEnumerable<Value> Writes => [Value.Gradient(Input)];
}
