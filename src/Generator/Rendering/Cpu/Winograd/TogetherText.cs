using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Planning.Cpu.Fast;
using Kiln.Generator.Lowering;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Planning.Cpu.Schedules;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>A transformed convolution in one kernel: a few rows of tiles at a time go through its three parts, in memory of the thread's own.</summary>
internal static class TogetherText
{
    /// <summary>What the remark of a part says.</summary>
    public const string PartReason = "A part of the kernels that call it.";

    /// <summary>The schedule of a part that transforms.</summary>
    public static ElementwiseSchedule Apart { get; } = new(PartReason);

    public static void Write(KernelText text)
    {
        Kernel kernel = text.Kernel.Kernel;
        WinogradForward step = (WinogradForward)kernel.Main;
        var (input, multiply, output) = step.Parts;
        NetworkPlan plan = text.Plan with { Layouts = LayoutPass.WithTiles(text.Plan.Layouts, step, step.InputTiles, step.OutputTiles) };
        string name = text.Kernel.Name;
        KernelText inputs = Part(text, plan, new KernelPlan(new Kernel(kernel.Pass, input), $"{name}_TransformInput", Apart), TransformInputText.WriteInput);
        KernelText products = Part(
            text, plan, text.Kernel with { Kernel = new Kernel(kernel.Pass, multiply), Name = $"{name}_Multiply", Schedule = text.Kernel.Schedule with { Reason = PartReason } }, MultiplyTilesText.WriteForward);
        KernelText outputs = Part(text, plan, new KernelPlan(kernel with { Main = output }, $"{name}_TransformOutput", Apart), TransformOutputText.Write);

        int rows = KernelPlanner.RowsTogether(step);
        long inputFloats = rows * KernelPlanner.RowFloats(step, step.Geometry.Input.Channels), outputFloats = rows * KernelPlanner.RowFloats(step, step.Geometry.Filters);
        Dictionary<string, string> own = new()
        {
            [TileText.Tiles] = $"(last - first) * {((Size)step.TilesAlong)}",
            [TileText.FirstRow] = "first",
            [KernelNames.Parameter(step.InputTiles)] = "transformedInput",
            [KernelNames.Parameter(step.OutputTiles)] = "transformedOutput",
        };
        Declare(text, own);
        text.Parameter("Span<float>", "scratch", "Scratch(worker)");
        text.Units = inputs.Units;
        SourceWriter w = text.Body;
        w.Line($"Span<float> transformedInput = scratch.Slice(0, {inputFloats});");
        w.Line($"Span<float> transformedOutput = scratch.Slice({inputFloats}, {outputFloats});");
        using (w.Block($"for (int first = from; first < to; first += {rows})"))
        {
            w.Line($"int last = Math.Min(first + {rows}, to);");
            Call(w, inputs, "first, last", own);
            if (plan.Graph.Trainable)
            {
                FetchText fetch = new(text, step.Algorithm.Multiplies, step.TilesDown, rows);
                using (w.Block(fetch.Loop))
                {
                    fetch.Write(step.Input, "last");
                    foreach (Value value in fetch.Others(step.Input))
                        fetch.Write(value, "first");

                    Call(w, products, FetchText.Range(((TileSchedule)text.Kernel.Schedule).PanelCount), own);
                }
            }
            else
            {
                Call(w, products, $"0, {products.Units}", own);
            }

            Call(w, outputs, "first, last", own);
        }
    }

    /// <summary>Writes a part of a kernel, a method of its own.</summary>
    public static KernelText Part(KernelText whole, NetworkPlan plan, KernelPlan kernel, Action<KernelText> write)
    {
        KernelText part = new(plan, whole.Target, kernel, whole.Helpers);
        write(part);
        whole.Parts.Add(part);
        return part;
    }

    /// <summary>Gives a kernel the parameters of its parts.</summary>
    /// <param name="text">The kernel.</param>
    /// <param name="own">Parameters of parts that it computes, with what it passes.</param>
    public static void Declare(KernelText text, IReadOnlyDictionary<string, string> own)
    {
        foreach (KernelParameter parameter in text.Parts.SelectMany(part => part.Parameters).Where(parameter => !own.ContainsKey(parameter.Name)))
            text.Parameter(parameter);
    }

    /// <summary>Calls a part.</summary>
    /// <param name="w">Where.</param>
    /// <param name="part">The part.</param>
    /// <param name="range">Its first unit of work and the one after the last.</param>
    /// <param name="own">As for <see cref="Declare"/>.</param>
    public static void Call(SourceWriter w, KernelText part, string range, IReadOnlyDictionary<string, string> own)
    {
        IEnumerable<string> arguments = part.Parameters.Select(parameter => own.TryGetValue(parameter.Name, out string? argument) ? argument : parameter.Name);
        w.Line($"{part.Kernel.Name}({range}, {string.Join(", ", arguments)});");
    }
}
