using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Layers;

internal sealed class SoftmaxLossLowering : LayerLowering
{
    public override void Forward(Node node, ProgramBuilder program)
    {
        SoftmaxLoss loss = (SoftmaxLoss)node.Layer;
        program.Add(new SoftmaxLossStep(node, loss.Weight / (loss.AveragePixels ? node.InputShape.Pixels : 1), program.Input(node), program.Gradients.OfScores(node)));
    }

    /// <summary>The forward step computes the gradient too.</summary>
    public override void Backward(Node node, Value gradient, ProgramBuilder program)
    {
    }
}
