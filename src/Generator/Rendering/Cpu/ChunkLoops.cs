using System;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Loops over chunks of the images of a call. They follow from the number of images alone, so that sums over a chunk have the same bits whoever computes them.</summary>
internal static class ChunkLoops
{
    /// <summary>Loops over units of work, each a chunk and one of some panels of channels.</summary>
    /// <param name="text">The kernel, which has asked for the number of images.</param>
    /// <param name="count">How many panels there are.</param>
    /// <param name="panels">What the kernel's text calls that number.</param>
    /// <param name="floats">Floats of the sums of a chunk.</param>
    /// <param name="body">Writes what is done for panel <c>panel</c> of the images from <c>first</c> to <c>last</c>, all of type int, whose sums begin at <c>partial</c>.</param>
    public static void Write(KernelText text, int count, Size panels, Size floats, Action body)
    {
        SourceWriter w = text.Body;
        text.Units = new UnitCount(count == 1 ? "BatchChunks.Of(images)" : $"BatchChunks.Of(images) * {(Size)count}", true);
        w.Line();
        w.Line("int each = BatchChunks.Each(images);");
        using (w.Block("for (int unit = from; unit < to; unit++)"))
        {
            w.Line($"int chunk = unit / {panels}, panel = unit % {panels};");
            w.Line("int first = chunk * each, last = Math.Min(images, first + each);");
            w.Line($"nuint partial = (nuint)chunk * {floats};");
            body();
        }
    }
}
