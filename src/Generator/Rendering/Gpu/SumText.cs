using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Gpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Gpu;

/// <summary>Sums over images and pixels: a group of threads takes 32 channels of one chunk of the pixels of all images, 8 pixels at a time. The chunks follow from the number
/// of images alone and are combined in order, as are the 8 sums of a group.</summary>
internal static class SumText
{
    private const int Lines = 8;

    private const int Threads = Lines * GpuLimits.Warp;

    /// <summary>So many parts of one number are more than one thread should read.</summary>
    private const int ManyParts = 16;

    /// <summary>Loads that are on their way together.</summary>
    private const int LoadsTogether = 8;

    public static void WriteSums(GpuKernelText text)
    {
        ChannelSums step = (ChannelSums)text.Kernel.Main;
        SourceWriter w = text.Body;
        string[] sums = Names(step.Terms.Count);
        Chunks(text, step.Map, step.Partial, sums, () =>
        {
            string[] operands = [.. step.Operands.Select(operand => GpuEpilogue.Load(text, operand, "at", "c"))];
            for (int sum = 0; sum < sums.Length; sum++)
                w.Line($"{sums[sum]} += {text.Scalars.Of(step.Terms[sum], operands)};");
        });
        Combine(w, sums, () =>
        {
            for (int sum = 0; sum < sums.Length; sum++)
                w.Line($"{sums[sum]} += shared[at + {sum * Threads}];");
        });
        Store(text, step.Partial, sums);
    }

    /// <summary>Mean and squared deviations by Welford's recurrence; those of two sets combine by Chan's formula.</summary>
    public static void WriteMoments(GpuKernelText text)
    {
        ChannelMoments step = (ChannelMoments)text.Kernel.Main;
        SourceWriter w = text.Body;
        string[] sums = Names(2);
        w.Line("float count = 0;");
        Chunks(text, step.Input, step.Partial, sums, () =>
        {
            w.Line($"float x = {text.Array(step.Input)}[at], d = x - s0;");
            w.Line("count += 1;");
            w.Line("s0 += d / count;");
            w.Line("s1 += d * (x - s0);");
        });
        Combine(w, sums, () =>
        {
            w.Line($"float more = shared[at + {2 * Threads}];");
            using (w.Block("if (more > 0)"))
            {
                Merge(w, $"shared[at]", $"shared[at + {Threads}]");
                w.Line("count += more;");
            }
        }, "count");
        Store(text, step.Partial, sums);
    }

    /// <summary>Numbers per channel, of the sums of all chunks.</summary>
    public static void WriteFinish(GpuKernelText text)
    {
        ChannelFinish step = (ChannelFinish)text.Kernel.Main;
        SourceWriter w = text.Body;
        int channels = step.Partial.Shape.Channels;
        string partials = text.Array(step.Partial), images = text.Images();
        string[] sums = Names(step.Sums);
        Results(text, step.Operands, step.Results, sums, () =>
        {
            Each(w, images, step.Map);
            foreach (string sum in sums)
                w.Line($"float {sum} = 0;");

            if (step.AreMoments)
                w.Line("float count = 0;");

            using (w.Block($"for (int chunk = 0; chunk < {GpuLimits.Chunks}; chunk++)"))
            {
                string[] places = [.. Enumerable.Range(0, step.Sums).Select(sum => $"{partials}[(chunk * {channels * step.Sums}) + {sum * channels} + c]")];
                if (!step.AreMoments)
                {
                    for (int sum = 0; sum < sums.Length; sum++)
                        w.Line($"{sums[sum]} += {places[sum]};");

                    return;
                }

                w.Line("float more = IntrinsicMath.Max(0, IntrinsicMath.Min(each, pixels - (chunk * each)));");
                using (w.Block("if (more > 0)"))
                {
                    Merge(w, places[0], places[1]);
                    w.Line("count += more;");
                }
            }
        }, "((float)pixels)");
    }

    public static void WriteMap(GpuKernelText text)
    {
        ChannelMap step = (ChannelMap)text.Kernel.Main;
        Results(text, step.Operands, step.Results, [], () => { }, "");
    }

    /// <summary>The parts of a gradient by weights, in order.</summary>
    public static void WriteParts(GpuKernelText text)
    {
        SumParts step = (SumParts)text.Kernel.Main;
        SourceWriter w = text.Body;
        int weights = (int)step.Weights.Shape.Count, all = weights + (int)(step.Biases?.Shape.Count ?? 0);
        SumDivision division = step.Division;
        string count = $"IntrinsicMath.Min({division.Most}, (({text.Images()} * {division.PerImage}) + {division.Slice - 1}) / {division.Slice})";
        if (division.Most >= ManyParts)
        {
            text.Grid((all + GpuLimits.Warp - 1) / GpuLimits.Warp, Threads);
            text.Reason = "A group of threads sums the parts of 32 numbers, an eighth of them a line, and then the lines in order.";
            text.SharedBytes = Threads * sizeof(float);
            w.Line($"ArrayView<float> shared = SharedMemory.Allocate<float>({Threads});");
            w.Line($"int line = Group.IdxX / {GpuLimits.Warp}, element = (Grid.IdxX * {GpuLimits.Warp}) + (Group.IdxX % {GpuLimits.Warp});");
            w.Line($"int parts = {count}, each = (parts + {Lines - 1}) / {Lines};");
            w.Line("float sum = 0;");
            w.Line($"if (element < {all})");
            using (w.Block())
                Parts(w, text.Array(step.Parts), "line * each", "IntrinsicMath.Min(part + each, parts)", all);

            Combine(w, ["sum"], () => w.Line("sum += shared[at];"));
            w.Line($"if ((line != 0) | (element >= {all}))");
            w.Line("    return;");
            w.Line();
            Store();
            return;
        }

        text.Grid((all + GpuLimits.ElementThreads - 1) / GpuLimits.ElementThreads, GpuLimits.ElementThreads);
        text.Reason = "A thread sums the parts of one number.";
        w.Line($"int element = (Grid.IdxX * {GpuLimits.ElementThreads}) + Group.IdxX;");
        using (w.Block($"if (element < {all})"))
        {
            w.Line("float sum = 0;");
            Parts(w, text.Array(step.Parts), "0", count, all);
            Store();
        }

        void Store()
        {
            if (step.Biases is not { } biases)
            {
                w.Line($"{text.Array(step.Weights)}[element] = sum;");
                return;
            }

            w.Line($"if (element < {weights})");
            w.Line($"    {text.Array(step.Weights)}[element] = sum;");
            w.Line("else");
            w.Line($"    {text.Array(biases)}[element - {weights}] = sum;");
        }
    }

    /// <summary>Adds the parts <c>part</c> to <c>end</c> of number <c>element</c> in their order.</summary>
    private static void Parts(SourceWriter w, string parts, string first, string end, long pitch)
    {
        w.Line($"int part = {first}, end = {end};");
        w.Line($"int at = (part * {pitch}) + element;");
        using (w.Block($"for (; part <= end - {LoadsTogether}; part += {LoadsTogether})"))
            Together(w, parts, "at", pitch);

        using (w.Block("for (; part < end; part++)"))
        {
            w.Line($"sum += {parts}[at];");
            w.Line($"at += {pitch};");
        }

        w.Line();
    }

    /// <summary>Declares the sum of parts in their order.</summary>
    public static void Parts(SourceWriter w, string parts, int splits, string first, long pitch)
    {
        w.Line("float sum = 0;");
        if (splits >= LoadsTogether)
        {
            w.Line($"int at = {first};");
            using (w.Block($"for (int part = 0; part < {splits / LoadsTogether}; part++)"))
                Together(w, parts, "at", pitch);
        }

        for (int part = splits / LoadsTogether * LoadsTogether; part < splits; part++)
            w.Line(FormattableString.Invariant($"sum += {parts}[{first} + {part * pitch}];"));

        w.Line();
    }

    /// <summary>Adds some parts to the sum, whose loads are on their way together, and goes on to the next.</summary>
    private static void Together(SourceWriter w, string parts, string at, long pitch)
    {
        w.Line($"float {string.Join(", ", Enumerable.Range(0, LoadsTogether).Select(i => FormattableString.Invariant($"p{i} = {parts}[{at} + {i * pitch}]")))};");
        for (int i = 0; i < LoadsTogether; i++)
            w.Line($"sum += p{i};");

        w.Line($"{at} += {LoadsTogether * pitch};");
    }

    /// <summary>The gradient of depthwise filters: a group takes one tap of 32 filters over all images.</summary>
    public static void WriteDepthwise(GpuKernelText text)
    {
        ConvBackwardWeights step = (ConvBackwardWeights)text.Kernel.Main;
        ConvGeometry geometry = step.Geometry;
        SourceWriter w = text.Body;
        text.MultiplyAdds = geometry.MultiplyAdds;
        text.Grid(geometry.Window.Positions, Threads, (geometry.Filters + GpuLimits.Warp - 1) / GpuLimits.Warp);
        text.Reason = "A group of threads takes one tap of 32 filters.";
        string images = text.Images(), input = text.Array(step.Input), gradient = text.Array(step.Gradient);
        Begin(text, 1);
        w.Line($"int u = Grid.IdxX / {geometry.Window.Width}, v = Grid.IdxX % {geometry.Window.Width};");
        w.Line("float s0 = 0;");
        w.Line($"if (c < {geometry.Filters})");
        using (w.Block())
        using (w.Block($"for (int pixel = line; pixel < {images} * {geometry.Output.Pixels}; pixel += {Lines})"))
        {
            w.Line($"int n = {text.Indices.Over("pixel", geometry.Output.Pixels)}, at = {text.Indices.Over("pixel", geometry.Output.Width)};");
            w.Line($"int y = at - (n * {geometry.Output.Height}), x = pixel - (at * {geometry.Output.Width});");
            w.Line($"int row = (y * {geometry.Window.StrideY}) + (u * {geometry.Window.DilationY}) - {geometry.Window.PadTop}, column = (x * {geometry.Window.StrideX}) + (v * {geometry.Window.DilationX}) - {geometry.Window.PadLeft};");
            using (w.Block($"if (((uint)row < {geometry.Input.Height}) & ((uint)column < {geometry.Input.Width}))"))
                w.Line($"s0 += {input}[{ElementText.At(geometry.Input, "row", "column", FormattableString.Invariant($"(c / {geometry.GroupFilters})"))}] * {gradient}[(pixel * {geometry.Filters}) + c];");
        }

        Combine(w, ["s0"], () => w.Line("s0 += shared[at];"));
        w.Line($"if (line == 0 && c < {geometry.Filters})");
        w.Line($"    {text.Array(step.Output)}[(Grid.IdxX * {geometry.Filters}) + c] = s0;");
    }

    private static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(sum => FormattableString.Invariant($"s{sum}"))];

    /// <summary>Chan, Golub and LeVeque 1979: with n and m elements and means a distance d apart the deviations are M + M' + d²·n·m / (n + m).</summary>
    private static void Merge(SourceWriter w, string mean, string deviations)
    {
        w.Line($"float d = {mean} - s0, share = more / (count + more);");
        w.Line($"s1 += {deviations} + (d * d * (share * count));");
        w.Line("s0 += d * share;");
    }

    private static void Begin(GpuKernelText text, int arrays)
    {
        SourceWriter w = text.Body;
        text.SharedBytes = arrays * Threads * sizeof(float);
        w.Line($"ArrayView<float> shared = SharedMemory.Allocate<float>({arrays * Threads});");
        w.Line($"int line = Group.IdxX / {GpuLimits.Warp}, c = (Grid.IdxY * {GpuLimits.Warp}) + (Group.IdxX % {GpuLimits.Warp});");
    }

    /// <summary>The pixels of all images, and how many a chunk has.</summary>
    private static void Each(SourceWriter w, string images, Value map) =>
        w.Line($"int pixels = {images} * {map.Shape.Pixels}, each = (pixels + {GpuLimits.Chunks - 1}) / {GpuLimits.Chunks};");

    private static void Chunks(GpuKernelText text, Value map, Value partial, string[] sums, Action body)
    {
        SourceWriter w = text.Body;
        int channels = map.Shape.Channels;
        text.Grid(GpuLimits.Chunks, Threads, (channels + GpuLimits.Warp - 1) / GpuLimits.Warp);
        text.Reason = "A group of threads takes 32 channels of one chunk of pixels.";
        Begin(text, sums.Length + 1);
        Each(w, text.Images(), map);
        w.Line($"int end = IntrinsicMath.Min(pixels, (Grid.IdxX + 1) * each);");
        w.Line($"float {string.Join(", ", sums.Select(sum => $"{sum} = 0"))};");
        w.Line($"if (c < {channels})");
        using (w.Block())
        using (w.Block($"for (int pixel = (Grid.IdxX * each) + line; pixel < end; pixel += {Lines})"))
        {
            w.Line($"int at = (pixel * {channels}) + c;");
            body();
        }
    }

    /// <summary>Lets the first line of threads take what the others found, in order.</summary>
    private static void Combine(SourceWriter w, string[] sums, Action body, params string[] more)
    {
        string[] all = [.. sums, .. more];
        for (int sum = 0; sum < all.Length; sum++)
            w.Line($"shared[Group.IdxX + {sum * Threads}] = {all[sum]};");

        w.Line("Group.Barrier();");
        using (w.Block("if (line == 0)"))
        using (w.Block($"for (int at = Group.IdxX + {GpuLimits.Warp}; at < {Threads}; at += {GpuLimits.Warp})"))
            body();
    }

    private static void Store(GpuKernelText text, Value partial, string[] sums)
    {
        int channels = partial.Shape.Channels;
        using (text.Body.Block($"if (line == 0 && c < {channels})"))
        {
            for (int sum = 0; sum < sums.Length; sum++)
                text.Body.Line($"{text.Array(partial)}[(Grid.IdxX * {channels * sums.Length}) + {sum * channels} + c] = {sums[sum]};");
        }
    }

    private static void Results(
        GpuKernelText text,
        IReadOnlyList<Value> operands,
        IReadOnlyList<(Value Output, Lowering.Expressions.Expression Expression)> results,
        string[] sums,
        Action begin,
        string count)
    {
        const int threads = 64;
        SourceWriter w = text.Body;
        int channels = (int)results[0].Output.Shape.Count;
        text.Grid((channels + threads - 1) / threads, threads);
        text.Reason = "A thread computes the numbers of one channel.";
        w.Line($"int c = (Grid.IdxX * {threads}) + Group.IdxX;");
        using (w.Block($"if (c < {channels})"))
        {
            begin();
            string[] names = [.. sums, .. operands.Select(operand => GpuEpilogue.Load(text, operand, "c", "c"))];
            foreach ((Value output, Lowering.Expressions.Expression expression) in results)
                w.Line($"{text.Array(output)}[c] = {text.Scalars.Of(expression, names, count)};");
        }
    }
}
