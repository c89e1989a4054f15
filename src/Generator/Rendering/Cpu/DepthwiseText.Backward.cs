using System;
using System.Linq;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <content>The gradients by the input and by the weights.</content>
internal sealed partial class DepthwiseText
{
    public static void WriteBackwardInput(KernelText text) => new DepthwiseText(text).BackwardInput((ConvBackwardInput)text.Kernel.Kernel.Main);

    public static void WriteBackwardWeights(KernelText text) => new DepthwiseText(text).BackwardWeights((ConvBackwardWeights)text.Kernel.Kernel.Main);

    /// <summary>Every position adds its gradient times the filter to its window, in memory of the thread's own.</summary>
    private void BackwardInput(ConvBackwardInput conv)
    {
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
                w.Line($"nuint to0 = {MapText.Index(("(nuint)y", sums.Row * Filter.StrideY), ("(nuint)x", (Size)geometry.Input.Channels * Filter.StrideX))};");
                if (Multiplier == 1)
                    Channels((channel, vectors, lanes) => Spread(gradient, sums, channel, vectors, lanes));
                else
                    SpreadFilters(gradient, sums);
            }

            w.Line();
            sums.CopyOut("(nuint)n", "0");
        }
    }

    private void Spread(MapText gradient, InputGradientText sums, Size channel, int vectors, int lanes)
    {
        for (int vector = 0; vector < vectors; vector++)
        {
            // Lanes after the last channel would add to the next pixel.
            string load = v.Load("gradients", MapLoops.Pixel(gradient, At(channel, vector)));
            w.Line($"{v.Type} g{vector} = {v.First(load, vector == vectors - 1 ? lanes : v.Lanes)};");
        }

        Taps(() =>
        {
            for (int vector = 0; vector < vectors; vector++)
            {
                string at = MapText.Index(("to0", 1), ("1", Tap(sums.Row)), ("1", channel + (vector * v.Lanes)));
                string weight = v.Load("filters", MapText.Index(("tap", Pitch), ("1", channel + (vector * v.Lanes))));
                w.Line(v.Store(v.Fused($"g{vector}", weight, v.Load("sums", at)), "sums", at, v.Lanes));
            }
        });
    }

    /// <summary>Several filters per channel add to one sum.</summary>
    private void SpreadFilters(MapText gradient, InputGradientText sums)
    {
        Taps(() =>
        {
            using (w.Block($"for (nuint k = 0; k < {geometry.Filters}; k++)"))
            {
                string at = MapText.Index(("to0", 1), ("1", Tap(sums.Row)), ($"(k / {(Size)Multiplier})", 1));
                w.Line($"Unsafe.Add(ref sums, {at}) += Unsafe.Add(ref gradients, {MapLoops.Pixel(gradient, "k")}) * Unsafe.Add(ref filters, {MapText.Index(("tap", Pitch), ("k", 1))});");
            }
        });
    }

    /// <summary>The units of work are taps and vectors of channels, over all images.</summary>
    private void BackwardWeights(ConvBackwardWeights conv)
    {
        MapText input = text.Read(conv.Input), gradient = text.Read(conv.Gradient);
        text.Images();
        text.Reference("inputs", input);
        text.Reference("gradients", gradient);
        text.Reference("outputs", text.Floats(conv.Output, writes: true));
        int vectors = v.Count(geometry.Filters), tail = geometry.Filters % v.Lanes;
        text.Units = UnitCount.Constant((long)Filter.Height * vectors);
        string[] names = [.. Enumerable.Range(0, Filter.Width).Select(tap => Sum(tap, 0))];
        w.Line();
        using (w.Block("for (int unit = from; unit < to; unit++)"))
        {
            w.Line($"nuint u = (nuint)(unit / {vectors}), lane = (nuint)(unit % {vectors}) * {v.Lanes};");
            foreach (string[] some in names.Select((name, index) => (name, index)).GroupBy(pair => pair.index / 8).Select(group => group.Select(pair => pair.name).ToArray()))
            {
                int first = Array.IndexOf(names, some[0]);
                using (w.Block())
                {
                    w.Line($"{v.Type} {string.Join(", ", some)};");
                    w.Line($"{string.Join(" = ", some)} = {v.Zero};");
                    using (w.Block("for (nuint n = 0; n < (nuint)images; n++)"))
                    using (w.Block($"for (nuint y = 0; y < {gradient.Height}; y++)"))
                    {
                        w.Line($"nuint at = {MapText.Index(("1", input.Origin(Filter.PadTop, Filter.PadLeft)), ("n", input.Image), ("y", input.Row * Filter.StrideY), ("u", input.Row * Filter.DilationY))};");
                        using (w.Block($"for (nuint x = 0; x < {gradient.Width}; x++)"))
                        {
                            w.Line($"{v.Type} g = {v.Load("gradients", MapText.Index(("1", gradient.Origin()), ("n", gradient.Image), ("y", gradient.Row), ("x", gradient.Pixel), ("lane", 1)))};");
                            for (int tap = 0; tap < some.Length; tap++)
                            {
                                string place = MapText.Index(("at", 1), ("x", input.Pixel * Filter.StrideX), ("1", input.Pixel * ((first + tap) * Filter.DilationX)));
                                w.Line(v.MultiplyAdd(some[tap], "g", Input("inputs", place, Size.Variable("lane"), 0)));
                            }
                        }
                    }

                    for (int tap = 0; tap < some.Length; tap++)
                    {
                        string to = MapText.Index(("u", Filter.Width * geometry.Filters), ("1", (first + tap) * geometry.Filters), ("lane", 1));
                        if (tail == 0)
                        {
                            w.Line(v.Store(some[tap], "outputs", to, v.Lanes));
                            continue;
                        }

                        w.Line(VectorText.StoreFirst(some[tap], "outputs", to, $"(int)Math.Min({v.Lanes}, {geometry.Filters} - lane)"));
                    }
                }
            }
        }
    }

    private Size Tap(long row) => (Size.Variable("u") * (row * Filter.DilationY)) + (Size.Variable("v") * ((long)geometry.Input.Channels * Filter.DilationX));
}
