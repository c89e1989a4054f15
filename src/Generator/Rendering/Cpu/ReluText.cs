using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Rectification that stands alone.</summary>
internal static class ReluForwardText
{
    public static void Write(KernelText text)
    {
        ReluForward relu = (ReluForward)text.Kernel.Kernel.Main;
        MapText input = text.Read(Value.Activation(relu.Input));
        MapText output = text.Write(Value.Activation(relu.Node));
        ReluRows.Write(text, output, [("inputs", input)], loads => VectorText.Rectify(loads[0]));
    }
}

/// <summary>The gradient of a rectification that stands alone.</summary>
internal static class ReluBackwardText
{
    public static void Write(KernelText text)
    {
        ReluBackward relu = (ReluBackward)text.Kernel.Kernel.Main;
        MapText gradient = text.Read(Value.Gradient(relu.Node));
        MapText mask = text.Read(Value.Activation(relu.Mask));
        MapText output = text.Write(Value.Gradient(relu.Input));
        ReluRows.Write(text, output, [("gradients", gradient), ("mask", mask)], loads => VectorText.WherePositive(loads[0], loads[1]));
    }
}

/// <summary>A pass over the rows of maps of one shape.</summary>
internal static class ReluRows
{
    public static void Write(KernelText text, MapText output, (string Reference, MapText Map)[] inputs, System.Func<string[], string> value)
    {
        SourceWriter w = text.Body;
        foreach ((string reference, MapText map) in inputs)
            text.Reference(reference, map);

        text.Reference("outputs", output);
        w.Line();
        MapLoops.Rows(text, output, () =>
        {
            w.Line("const nuint x = 0;");
            MapLoops.Vectors(text, output.Width * output.Pixel, (index, lanes) =>
            {
                string[] loads = [.. System.Linq.Enumerable.Select(inputs, input => text.Vector.Load(input.Reference, MapLoops.Pixel(input.Map, index)))];
                w.Line(VectorText.StoreFirst(value(loads), "outputs", MapLoops.Pixel(output, index), lanes));
            });
        });
    }
}
