using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Lowering;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Planning.Cpu.Fast;
using Kiln.Generator.Planning.Cpu.Schedules;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Both gradients of a transformed convolution in one kernel: a few images at a time go through its five parts, in memory of the thread's own. The units of work are chunks of the
/// images of a call, each with sums of its own.</summary>
internal static class GradientsTogetherText
{
    public static void Write(KernelText text)
    {
        Kernel kernel = text.Kernel.Kernel;
        WinogradBackward step = (WinogradBackward)kernel.Main;
        GradientsSchedule schedule = (GradientsSchedule)text.Kernel.Schedule;
        var (input, gradient, sum, multiply, output) = step.Parts;
        NetworkPlan plan = text.Plan with { Layouts = LayoutPass.WithTiles(text.Plan.Layouts, step, step.InputTiles, step.GradientTiles, step.InputGradientTiles) };
        KernelText inputs = Part(new Kernel(kernel.Pass, input), TogetherText.Apart, TransformInputText.WriteInput);
        KernelText gradients = Part(new Kernel(kernel.Pass, gradient) { Prologue = kernel.Prologue }, TogetherText.Apart, TransformInputText.WriteGradient);
        KernelText sums = Part(new Kernel(kernel.Pass, sum), schedule.Sums with { Reason = TogetherText.PartReason }, WinogradBackwardWeightsText.WriteProducts);
        KernelText products = Part(new Kernel(kernel.Pass, multiply), schedule.Product with { Reason = TogetherText.PartReason }, MultiplyTilesText.WriteGradient);
        KernelText outputs = Part(kernel with { Prologue = null, Main = output }, TogetherText.Apart, TransformInputGradientText.Write);

        // Multiplication by multiplication the gradient of the input takes the place of the input's tiles, which are no longer needed then.
        string chunkSums = text.Floats(step.Sums, writes: true);
        Dictionary<string, string> own = new()
        {
            [TileText.Tiles] = $"(last - first) * {(Size)step.Tiles}",
            [TileText.FirstRow] = $"first * {(Size)step.TilesDown}",
            [KernelNames.Parameter(step.InputTiles)] = "inputTiles",
            [KernelNames.Parameter(step.GradientTiles)] = "gradientTiles",
            [KernelNames.Parameter(step.InputGradientTiles)] = "inputTiles",
            [KernelNames.Parameter(step.Sums)] = "sums",
            ["isFirst"] = "first == start",
        };
        text.Images();
        TogetherText.Declare(text, own);

        long place = KernelPlanner.PaddedFloats(step);
        Size chunkFloats = MemoryPlan.ChunkFloats(step.Sums);
        text.Units = new UnitCount("BatchChunks.Of(images)", true);
        SourceWriter w = text.Body;
        w.Line($"Span<float> inputTiles = scratch.Slice({(Size)place}, {(Size)schedule.InputFloats});");
        w.Line($"Span<float> gradientTiles = scratch.Slice({(Size)(place + schedule.InputFloats)}, {(Size)schedule.GradientFloats});");
        w.Line("int each = BatchChunks.Each(images);");
        using (w.Block("for (int chunk = from; chunk < to; chunk++)"))
        {
            w.Line("int start = chunk * each, end = Math.Min(images, start + each);");
            w.Line($"Span<float> sums = {chunkSums}.Slice(chunk * {chunkFloats}, {chunkFloats});");
            using (w.Block($"for (int first = start; first < end; first += {(Size)schedule.Images})"))
            {
                w.Line($"int last = Math.Min(first + {(Size)schedule.Images}, end);");
                string rows = $"first * {(Size)step.TilesDown}, last * {(Size)step.TilesDown}";
                TogetherText.Call(w, inputs, rows, own);
                TogetherText.Call(w, gradients, rows, own);
                Value[] next = [step.Input, .. kernel.Prologue is { } prologue ? prologue.Reads.Where(value => value.IsMap) : [step.Gradient]];
                FetchText fetch = new(text, step.Algorithm.Multiplies, 1, schedule.Images);
                using (w.Block(fetch.Loop))
                {
                    foreach (Value value in next)
                        fetch.Write(value, "last");

                    foreach (Value value in fetch.Others(next))
                        fetch.Write(value, "first");

                    TogetherText.Call(w, sums, FetchText.Range(1), own);
                    TogetherText.Call(w, products, FetchText.Range(schedule.Product.PanelCount), own);
                }

                TogetherText.Call(w, outputs, "first, last", own);
            }
        }

        KernelText Part(Kernel part, Schedule partSchedule, Action<KernelText> write) => TogetherText.Part(
            text, plan, text.Kernel with { Kernel = part, Name = $"{text.Kernel.Name}_{part.Main.Suffix}", Schedule = partSchedule }, write);
    }
}
