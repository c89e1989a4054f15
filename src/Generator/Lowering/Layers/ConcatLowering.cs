using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Layers;

internal sealed class ConcatLowering : LayerLowering
{
    public override void Forward(Node node, ProgramBuilder program) =>
        program.Add(new Join(node, Along(node), program.Inputs(node), program.Output(node)));

    public override void Backward(Node node, Value gradient, ProgramBuilder program)
    {
        int before = 0;
        foreach (Node input in node.Inputs)
        {
            int first = before;
            program.Gradients.ForInput(input, output => Along(node) switch
            {
                Axes.Rows => new TakePixels(node, new PixelGrid(1, 1, first, 0), gradient, output, "Backward"),
                Axes.Columns => new TakePixels(node, new PixelGrid(1, 1, 0, first), gradient, output, "Backward"),
                _ => new Slice(node, gradient, first, output),
            });
            before += Along(node) switch
            {
                Axes.Rows => input.Shape.Height,
                Axes.Columns => input.Shape.Width,
                _ => input.Shape.Channels,
            };
        }
    }

    private static Axes Along(Node node) => ((Concat)node.Layer).Along;
}
