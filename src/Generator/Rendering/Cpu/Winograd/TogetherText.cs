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
    public static void Write(KernelText text)
    {
        Kernel kernel = text.Kernel.Kernel;
        WinogradForward step = (WinogradForward)kernel.Main;
        var (input, multiply, output) = step.Parts;
        NetworkPlan plan = text.Plan with { Layouts = LayoutPass.WithTiles(text.Plan.Layouts, step) };

        const string reason = "A part of the kernels that call it.";
        string name = text.Kernel.Name;
        KernelText[] parts =
        [
            Part(text, plan, new KernelPlan(new Kernel(kernel.Pass, input), $"{name}_TransformInput", new ElementwiseSchedule(reason)), TransformInputText.WriteInput),
            Part(text, plan, text.Kernel with { Kernel = new Kernel(kernel.Pass, multiply), Name = $"{name}_Multiply", Schedule = text.Kernel.Schedule with { Reason = reason } }, MultiplyTilesText.WriteForward),
            Part(text, plan, new KernelPlan(kernel with { Main = output }, $"{name}_TransformOutput", new ElementwiseSchedule(reason)), TransformOutputText.Write),
        ];
        text.Parts.AddRange(parts);

        int rows = KernelPlanner.RowsTogether(step);
        long inputFloats = rows * KernelPlanner.RowFloats(step, step.Geometry.Input.Channels), outputFloats = rows * KernelPlanner.RowFloats(step, step.Geometry.Filters);
        Dictionary<string, string> own = new()
        {
            [TileText.Tiles] = $"(last - first) * {((Size)step.TilesAlong)}",
            [TileText.FirstRow] = "first",
            [KernelNames.Parameter(step.InputTiles)] = "transformedInput",
            [KernelNames.Parameter(step.OutputTiles)] = "transformedOutput",
        };
        foreach (KernelParameter parameter in parts.SelectMany(part => part.Parameters).Where(parameter => !own.ContainsKey(parameter.Name)))
            text.Parameter(parameter);

        text.Parameter("Span<float>", "scratch", "Scratch(worker)");
        text.Units = parts[0].Units;
        SourceWriter w = text.Body;
        w.Line($"Span<float> transformedInput = scratch.Slice(0, {inputFloats});");
        w.Line($"Span<float> transformedOutput = scratch.Slice({inputFloats}, {outputFloats});");
        using (w.Block($"for (int first = from; first < to; first += {rows})"))
        {
            w.Line($"int last = Math.Min(first + {rows}, to);");
            foreach (KernelText part in parts)
            {
                string range = part == parts[1] ? $"0, {part.Units.Text}" : "first, last";
                IEnumerable<string> arguments = part.Parameters.Select(parameter => own.TryGetValue(parameter.Name, out string? argument) ? argument : parameter.Name);
                w.Line($"{part.Kernel.Name}({range}, {string.Join(", ", arguments)});");
            }
        }
    }

    private static KernelText Part(KernelText whole, NetworkPlan plan, KernelPlan kernel, System.Action<KernelText> write)
    {
        KernelText part = new(plan, whole.Target, kernel, whole.Helpers);
        write(part);
        return part;
    }
}
