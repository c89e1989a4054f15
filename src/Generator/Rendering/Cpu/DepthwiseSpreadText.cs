using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>The gradient by the input of a depthwise convolution with several filters a channel, or with long strides: every position adds its gradient times the filter to its
/// window, in memory of the thread's own.</summary>
internal static class DepthwiseSpreadText
{
    public static void Write(KernelText text)
    {
        ConvBackwardInput conv = (ConvBackwardInput)text.Kernel.Kernel.Main;
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        ConvGeometry geometry = conv.Geometry;
        Window filter = geometry.Window;
        int channels = geometry.Input.Channels, pitch = Target.WholeVectors(geometry.Filters);
        MapText gradient = text.Read(conv.Gradient);
        text.Reference("gradients", gradient);
        text.Filters();
        InputGradientText sums = new(text);
        text.Units = UnitCount.Images(1);
        w.Line();
        using (w.Block("for (int n = from; n < to; n++)"))
        {
            w.Line($"scratch.Slice(0, {sums.Image}).Clear();");
            using (w.Block($"for (int y = 0; y < {gradient.Height}; y++)"))
            using (w.Block($"for (int x = 0; x < {gradient.Width}; x++)"))
            {
                w.Line($"nuint to0 = {MapText.Index(("(nuint)y", sums.Row * filter.StrideY), ("(nuint)x", (Size)channels * filter.StrideX))};");
                using (w.Block($"for (nuint u = 0, tap = 0; u < {filter.Height}; u++)"))
                using (w.Block($"for (nuint v = 0; v < {filter.Width}; v++, tap++)"))
                {
                    w.Line($"nuint into = {MapText.Index(("to0", 1), ("u", sums.Row * filter.DilationY), ("v", (Size)channels * filter.DilationX))};");
                    if (geometry.GroupFilters == 1)
                        MapLoops.Vectors(text, channels, Vector);
                    else
                        Filters();
                }
            }

            w.Line();
            sums.CopyOut("(nuint)n", "0");
        }

        void Vector(string channel, int lanes)
        {
            string at = MapText.Index(("into", 1), (channel, 1));

            // Lanes after the last channel would add to the next pixel.
            string slope = v.First(v.Load("gradients", MapLoops.Pixel(gradient, channel)), lanes);
            w.Line(v.Store(v.Fused(slope, v.Load("filters", MapText.Index(("tap", pitch), (channel, 1))), v.Load("sums", at)), "sums", at, v.Lanes));
        }

        // Several filters of a channel add to one sum.
        void Filters()
        {
            using (w.Block($"for (nuint k = 0; k < {geometry.Filters}; k++)"))
            {
                string at = MapText.Index(("into", 1), ($"(k / {(Size)geometry.GroupFilters})", 1));
                w.Line($"Unsafe.Add(ref sums, {at}) += Unsafe.Add(ref gradients, {MapLoops.Pixel(gradient, "k")}) * Unsafe.Add(ref filters, {MapText.Index(("tap", pitch), ("k", 1))});");
            }
        }
    }
}
