using System.Linq;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Gradient by the biases of a convolution: the sum of the output's gradient; through a pool, of the pooled gradient, as each window has one winner.</summary>
internal static class ConvBackwardBiasesText
{
    public static void Write(KernelText text)
    {
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        ConvBackwardBiases conv = (ConvBackwardBiases)text.Kernel.Kernel.Main;
        MaxPoolBackward? pool = text.Kernel.Kernel.Find<MaxPoolBackward>();
        ReluBackward? relu = text.Kernel.Kernel.Find<ReluBackward>();
        MapText gradient = text.Read(Value.Gradient(pool?.Node ?? conv.Node));
        MapText? mask = relu is null ? null : text.Read(Value.Activation(relu.Mask));
        int filters = conv.Layer.Filters, vectors = v.Count(filters), tail = filters % v.Lanes;

        text.Parameter("int", "images", "images");
        text.Units = ((Size)vectors).ToString();
        text.Reference("gradients", gradient);
        if (mask is not null)
            text.Reference("mask", mask);

        text.Reference("outputs", text.Parameter("Span<float>", "sums", $"{conv.Node.Name}_BiasesGradient"));
        w.Line();
        using (w.Block("for (int unit = from; unit < to; unit++)"))
        {
            w.Line($"nuint lane = (nuint)unit * {v.Lanes};");
            w.Line($"{v.Type} sum = {v.Zero};");
            using (w.Block("for (nuint n = 0; n < (nuint)images; n++)"))
            using (w.Block($"for (nuint y = 0; y < {gradient.Height}; y++)"))
            using (w.Block($"for (nuint x = 0; x < {gradient.Width}; x++)"))
            {
                string g = v.Load("gradients", MapText.Index(("n", gradient.Image), ("y", gradient.Row), ("x", gradient.Pixel), ("lane", 1)));
                if (mask is not null)
                {
                    string output = v.Load("mask", MapText.Index(("1", mask.Origin()), ("n", mask.Image), ("y", mask.Row), ("x", mask.Pixel), ("lane", 1)));
                    g = VectorText.WherePositive(g, output);
                }

                w.Line($"sum += {g};");
            }

            w.Line();
            if (tail == 0)
            {
                w.Line(v.Store("sum", "outputs", "lane", v.Lanes));
                return;
            }

            w.Line($"if (unit < {vectors - 1})");
            w.Line("    " + v.Store("sum", "outputs", "lane", v.Lanes));
            w.Line("else");
            w.Line("    " + v.Store("sum", "outputs", "lane", tail));
        }
    }
}
