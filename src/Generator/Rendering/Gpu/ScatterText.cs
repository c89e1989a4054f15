using System;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Planning.Gpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Gpu;

/// <summary>Kernels that add to any pixel of an image's map. A thread has a row of one channel and looks at all that may add to it, in order, so that no two threads add to one number.</summary>
internal static class ScatterText
{
    /// <summary>Clears the row, and writes what adds to it.</summary>
    /// <param name="text">The kernel.</param>
    /// <param name="output">The map that it adds to.</param>
    /// <param name="body">Writes what is done for row <c>row</c> of channel <c>c</c> of image <c>n</c>; gets the element in a column of it.</param>
    public static void Write(GpuKernelText text, Value output, Action<Func<string, string>> body)
    {
        SourceWriter w = text.Body;
        Shape shape = output.Shape;
        long rows = (long)shape.Height * shape.Channels;
        text.GridOfImages(rows, GpuLimits.ElementThreads, GpuLimits.ElementThreads);
        text.Reason = "A thread has a row of one channel, which nothing else adds to.";
        w.Line($"int unit = (Grid.IdxX * {GpuLimits.ElementThreads}) + Group.IdxX;");
        using (w.Block($"if (unit < {text.Images()} * {rows})"))
        {
            w.Line($"int line = {text.Indices.Over("unit", shape.Channels)}, n = {text.Indices.Over("line", shape.Height)};");
            w.Line($"int c = unit - (line * {shape.Channels}), row = line - (n * {shape.Height}), start = (line * {(long)shape.Width * shape.Channels}) + c;");
            using (w.Block($"for (int column = 0; column < {shape.Width}; column++)"))
                w.Line($"{Element("column")} = 0;");

            w.Line();
            body(Element);
        }

        string Element(string column) => FormattableString.Invariant($"{text.Array(output)}[start + ({column} * {shape.Channels})]");
    }
}
