using System;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Mean over windows clipped to the map.</summary>
internal static class AvgPoolForwardText
{
    public static void Write(KernelText text)
    {
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        AvgPoolForward pool = (AvgPoolForward)text.Kernel.Kernel.Main;
        MapText input = text.Read(pool.Input);
        MapText cells = text.Extents(pool.Output);
        EpilogueText epilogue = new(text, pool.Output);
        text.Reference("inputs", input);
        epilogue.Declare();
        w.Line();
        PoolLoops.Cells(text, pool.Window, input, cells, (channel, lanes) =>
        {
            w.Line($"{v.Type} mean = {v.Zero};");
            PoolLoops.Pixels(w, () => w.Line($"mean += {v.Load("inputs", PoolLoops.Pixel(input, channel))};"));
            w.Line($"mean *= {v.Broadcast("1f / ((bottom - top) * (right - left))")};");
            epilogue.Emit(["mean"], map => MapLoops.Pixel(map, channel), channel, lanes);
        });
    }
}

/// <summary>Gradient by the input of a mean: every pixel gets its share of each window that holds it. The units of work are rows of the input.</summary>
internal static class AvgPoolBackwardText
{
    public static void Write(KernelText text)
    {
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        AvgPoolBackward pool = (AvgPoolBackward)text.Kernel.Kernel.Main;
        Window window = pool.Window;
        MapText gradient = text.Read(pool.Gradient);
        MapText pixels = text.Extents(pool.Output);
        EpilogueText epilogue = new(text, pool.Output);
        text.Reference("gradients", gradient);
        epilogue.Declare();
        w.Line();
        MapLoops.Rows(text, pixels, () =>
        {
            Holding(w, "y", "top", "bottom", window.StrideY, window.PadTop, window.Height, gradient.Shape.Height);
            using (w.Block($"for (int x = 0; x < {pixels.Width}; x++)"))
            {
                Holding(w, "x", "left", "right", window.StrideX, window.PadLeft, window.Width, gradient.Shape.Width);
                MapLoops.Vectors(text, pixels.Shape.Channels, (channel, lanes) =>
                {
                    w.Line($"{v.Type} sum = {v.Zero};");
                    using (w.Block("for (int line = top; line < bottom; line++)"))
                    {
                        w.Line($"int rows = {Extent("line", window.StrideY, window.PadTop, window.Height, pixels.Shape.Height)};");
                        using (w.Block("for (int column = left; column < right; column++)"))
                        {
                            w.Line($"float share = 1f / (rows * ({Extent("column", window.StrideX, window.PadLeft, window.Width, pixels.Shape.Width)}));");
                            w.Line($"sum += {v.Load("gradients", PoolLoops.Pixel(gradient, channel))} * {v.Broadcast("share")};");
                        }
                    }

                    epilogue.Emit(["sum"], map => MapLoops.Pixel(map, channel), channel, lanes);
                });
            }
        });
    }

    /// <summary>The cells whose windows hold a pixel.</summary>
    private static void Holding(SourceWriter w, string pixel, string first, string end, int stride, int pad, int window, int cells)
    {
        w.Line($"int {first} = Math.Max(0, ({pixel} + {pad - window} + {stride}) / {stride});");
        if (pad - window < 0)
            w.Line($"{first} = {pixel} < {window - pad} ? 0 : {first};");

        w.Line($"int {end} = Math.Min({cells}, (({pixel} + {pad}) / {stride}) + 1);");
    }

    /// <summary>How many pixels of a window lie on the map along one side.</summary>
    private static string Extent(string cell, int stride, int pad, int window, int extent) => FormattableString.Invariant(
        $"Math.Min(({cell} * {stride}) + {window - pad}, {extent}) - Math.Max(({cell} * {stride}) - {pad}, 0)");
}
