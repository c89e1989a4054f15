using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>An expression of operands that may serve several rows, columns or channels: pixel by pixel, then what follows while the results are in registers.</summary>
internal static class BroadcastText
{
    public static void Write(KernelText text)
    {
        BroadcastStep step = (BroadcastStep)text.Kernel.Kernel.Main;
        SourceWriter w = text.Body;
        MapText output = text.Extents(step.Output);
        BroadcastOperands operands = new(text, step.Operands, step.Output.Shape, ("n", "y", "x"));
        EpilogueText epilogue = new(text, step.Output);
        epilogue.Declare();
        w.Line();
        PixelLoops.Pixels(text, output, () =>
        {
            operands.Hoist();
            MapLoops.Vectors(text, step.Output.Shape.Channels, (channel, lanes) =>
            {
                string[] values = operands.At(step.Expression, channel);
                string result = new ExpressionText(text.Vector, text.Helpers).Of(w, step.Expression, values, text.Unique), register = text.Unique("value");
                w.Line($"{text.Vector.Type} {register} = {result};");
                epilogue.Emit([register], map => MapLoops.Pixel(map, channel), channel, lanes);
            });
        });
    }
}
