using System.Collections.Generic;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Layers;

internal sealed class SoftmaxLossLowering : LayerLowering
{
    public override IEnumerable<Step> Forward(Node node, bool trainable) => [new SoftmaxLossStep(node)];

    public override IEnumerable<Step> Backward(Node node) => [];
}
