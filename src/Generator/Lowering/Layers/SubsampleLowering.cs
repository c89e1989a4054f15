using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Layers;

internal sealed class SubsampleLowering : LayerLowering
{
    public override void Forward(Node node, ProgramBuilder program)
    {
        if (node.Parameter("Biases") is null)
        {
            program.Add(new TakePixels(node, Grid(node), program.Input(node), program.Output(node), "Forward"));
            return;
        }

        Value taken = program.Of(node, "Taken", node.Shape);
        program.Add(new TakePixels(node, Grid(node), program.Input(node), taken, "Forward"));
        program.Add(new MapStep(node, new Operand(0) + new Operand(1), [taken, program.Parameter(node, "Biases")], program.Output(node), "Biases"));
    }

    public override void Backward(Node node, Value gradient, ProgramBuilder program)
    {
        program.Gradients.ForParameter(node, "Biases", output => program.Sum(node, "BackwardBiases", [new Operand(0)], [gradient], [], (output, new Operand(0))));
        program.Gradients.ForInput(node.Inputs[0], output => new PutPixels(node, Grid(node), gradient, output));
    }

    private static PixelGrid Grid(Node node)
    {
        Window window = node.Layer.Window;
        return new PixelGrid(window.StrideY, window.StrideX, -window.PadTop, -window.PadLeft);
    }
}
