using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Layers;

internal sealed class CropLowering : LayerLowering
{
    public override void Forward(Node node, ProgramBuilder program) =>
        program.Add(new TakePixels(node, Grid(node), program.Input(node), program.Output(node), "Forward"));

    public override void Backward(Node node, Value gradient, ProgramBuilder program) =>
        program.Gradients.ForInput(node.Inputs[0], output => new PutPixels(node, Grid(node), gradient, output));

    private static PixelGrid Grid(Node node)
    {
        (int top, _, int left, _) = ((Crop)node.Layer).Cut;
        return new PixelGrid(1, 1, top, left);
    }
}
