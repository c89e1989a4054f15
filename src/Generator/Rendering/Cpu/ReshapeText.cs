using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>The elements of a map as those of one pixel, or the other way: row by row, as maps may have borders.</summary>
internal static class ReshapeText
{
    public static void Write(KernelText text)
    {
        Reshape step = (Reshape)text.Kernel.Kernel.Main;
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        MapText input = text.Read(step.Input), output = text.Write(step.Output);
        MapText rows = output.Shape.Pixels == 1 ? input : output;
        long row = (long)rows.Shape.Width * rows.Shape.Channels;
        text.Reference("inputs", input);
        text.Reference("outputs", output);
        w.Line();
        MapLoops.Rows(text, rows, () =>
        {
            w.Line($"nuint at = {Row(input)}, to0 = {Row(output)};");
            MapLoops.Vectors(text, row, (index, lanes) => w.Line(v.Store(v.Load("inputs", $"at + {index}"), "outputs", $"to0 + {index}", lanes)));
        });

        string Row(MapText map) => MapText.Index(("1", map.Origin()), ("(nuint)n", map.Image), ("(nuint)y", map == rows ? map.Row : row));
    }
}
