using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning;
using Kiln.Generator.Planning.Schedules;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>A transformed convolution in one kernel: a few rows of tiles at a time go through its three parts, in memory of the thread's own.</summary>
internal static class TogetherText
{
    public static void Write(KernelText text)
    {
        Kernel kernel = text.Kernel.Kernel;
        TransformInput step = (TransformInput)kernel.Main;
        Value input = new(ValueKind.TransformedInput, step.Node), output = new(ValueKind.TransformedOutput, step.Node);
        NetworkPlan plan = text.Plan with { Layouts = LayoutPass.WithTiles(text.Plan.Layouts, text.Plan.Program, input, output) };
        TileLayout layout = (TileLayout)plan.Layouts[input];

        string transforms = "A part of the kernels that call it.";
        KernelText[] parts =
        [
            Part(text, plan, new KernelPlan(new Kernel(Direction.Forward, [step]), new ElementwiseSchedule(transforms)), TransformInputText.WriteInput),
            Part(text, plan, text.Kernel with { Kernel = new Kernel(Direction.Forward, [kernel.Find<MultiplyTiles>()!]), Schedule = text.Kernel.Schedule with { Reason = transforms } }, MultiplyTilesText.WriteForward),
            Part(text, plan, new KernelPlan(new Kernel(Direction.Forward, [.. kernel.Steps.Skip(2)]), new ElementwiseSchedule(transforms)), TransformOutputText.Write),
        ];
        text.Parts.AddRange(parts);

        int rows = KernelPlanner.RowsTogether(step);
        int inputFloats = rows * KernelPlanner.RowFloats(step, step.Input), outputFloats = rows * KernelPlanner.RowFloats(step, step.Node);
        Dictionary<string, string> own = new()
        {
            [TileText.Tiles] = $"(last - first) * {((Size)layout.TilesAlong)}",
            [TileText.FirstRow] = "first",
            [KernelNames.Parameter(input)] = "transformedInput",
            [KernelNames.Parameter(output)] = "transformedOutput",
        };
        foreach (KernelParameter parameter in parts.SelectMany(part => part.Parameters).Where(parameter => !own.ContainsKey(parameter.Name)))
            text.Parameter(parameter.Type, parameter.Name, parameter.Argument);

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
                string range = part == parts[1] ? $"0, {part.Units}" : "first, last";
                IEnumerable<string> arguments = part.Parameters.Select(parameter => own.TryGetValue(parameter.Name, out string? argument) ? argument : parameter.Name);
                w.Line($"{part.Kernel.Kernel.Name}({range}, {string.Join(", ", arguments)});");
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
