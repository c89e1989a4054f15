using System.Collections.Generic;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Layers;

internal sealed class ConvLowering : LayerLowering
{
    public override IEnumerable<Step> Forward(Node node, bool trainable) => [new ConvForward(node)];

    public override IEnumerable<Step> Backward(Node node)
    {
        if (((Conv)node.Layer).Bias)
            yield return new ConvBackwardBiases(node);

        yield return new ConvBackwardWeights(node);
        yield return new ConvBackwardInput(node);
    }
}
