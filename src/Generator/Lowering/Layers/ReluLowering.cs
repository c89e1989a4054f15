using System.Collections.Generic;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Layers;

internal sealed class ReluLowering : LayerLowering
{
    public override IEnumerable<Step> Forward(Node node, bool trainable) => [new ReluForward(node)];

    public override IEnumerable<Step> Backward(Node node) => [new ReluBackward(node, node)];
}
