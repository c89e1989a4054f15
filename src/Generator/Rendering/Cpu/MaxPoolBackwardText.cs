using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Gradient by the input of a pool: every cell's gradient is added at its winner. Windows may overlap.</summary>
internal static class MaxPoolBackwardText
{
    public static void Write(KernelText text)
    {
        SourceWriter w = text.Body;
        MaxPoolBackward pool = (MaxPoolBackward)text.Kernel.Kernel.Main;
        Window window = pool.Layer.Extent;
        MapText gradient = text.Read(Value.Gradient(pool.Node));
        MapText winners = text.Read(Value.Winners(pool.Node));
        MapText output = text.Write(Value.Gradient(pool.Input));
        w.Line($"{output.Name}.Slice(from * {output.Image}, (to - from) * {output.Image}).Clear();");
        using (w.Block("for (int n = from; n < to; n++)"))
        using (w.Block($"for (int y = 0; y < {gradient.Height}; y++)"))
        using (w.Block($"for (int x = 0; x < {gradient.Width}; x++)"))
        using (w.Block($"for (int c = 0; c < {gradient.Shape.Channels}; c++)"))
        {
            w.Line($"int cell = {MapText.Index(("n", gradient.Image), ("y", gradient.Row), ("x", gradient.Pixel), ("c", 1))};");
            w.Line($"int winner = {winners.Name}[cell];");
            w.Line();
            w.Line("// A window of nothing but NaN or −∞ has no winner.");
            w.Line($"if (winner == {winners.Layout.Element}.MaxValue)");
            w.Line("    continue;");
            w.Line();
            w.Line($"int line = (y * {window.StrideY}) - {window.PadTop} + (winner % {window.Height});");
            w.Line($"int column = (x * {window.StrideX}) - {window.PadLeft} + (winner / {window.Height});");
            w.Line($"{output.Name}[{MapText.Index(("n", output.Image), ("line", output.Row), ("column", output.Pixel), ("c", 1))}] += {gradient.Name}[cell];");
        }
    }
}
