using System;
using System.Linq;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>The points of a grid from a few numbers, and the gradients by these.</summary>
internal static class GridText
{
    public static void WriteForward(KernelText text)
    {
        GridForward step = (GridForward)text.Kernel.Kernel.Main;
        SourceWriter w = text.Body;
        MapText numbers = text.Read(step.Numbers), output = text.Write(step.Output);
        text.Reference("numbers", numbers);
        text.Reference("outputs", output);
        w.Line();
        MapLoops.Rows(text, output, () =>
        {
            w.Line($"nuint from0 = {MapText.Index(("1", numbers.Origin()), ("(nuint)n", numbers.Image))};");
            for (int number = 0; number < step.Numbers.Shape.Channels; number++)
                w.Line($"float number{number} = Unsafe.Add(ref numbers, from0 + {number});");

            w.Line($"float down = {SamplePointText.Place("y", output.Shape.Height)};");
            using (w.Block($"for (int x = 0; x < {output.Width}; x++)"))
            {
                w.Line($"float right = {SamplePointText.Place("x", output.Shape.Width)};");
                w.Line($"nuint at = {MapLoops.Pixel(output, "0")};");
                w.Line($"Unsafe.Add(ref outputs, at) = {SamplePointText.Coordinate(step.Coordinates.V)};");
                w.Line($"Unsafe.Add(ref outputs, at + 1) = {SamplePointText.Coordinate(step.Coordinates.U)};");
            }
        });
    }

    /// <summary>Sums of rows, then of these: long sums would round more. The units of work are images.</summary>
    public static void WriteBackward(KernelText text)
    {
        GridBackward step = (GridBackward)text.Kernel.Kernel.Main;
        SourceWriter w = text.Body;
        MapText gradient = text.Read(step.Gradient), output = text.Write(step.Output);
        int[] numbers = [.. Enumerable.Range(0, step.Output.Shape.Channels)];
        text.Reference("gradients", gradient);
        text.Reference("outputs", output);
        text.Units = UnitCount.Images(1);
        w.Line();
        using (w.Block("for (int n = from; n < to; n++)"))
        {
            w.Line($"float {Zeros("sum")};");
            using (w.Block($"for (int y = 0; y < {gradient.Height}; y++)"))
            {
                w.Line($"float down = {SamplePointText.Place("y", gradient.Shape.Height)}, {Zeros("row")};");
                using (w.Block($"for (int x = 0; x < {gradient.Width}; x++)"))
                {
                    w.Line($"float right = {SamplePointText.Place("x", gradient.Shape.Width)};");
                    w.Line($"nuint at = {MapLoops.Pixel(gradient, "0")};");
                    w.Line("float v = Unsafe.Add(ref gradients, at), u = Unsafe.Add(ref gradients, at + 1);");
                    SamplePointText.AddToSums(w, step.Coordinates, "row");
                }

                foreach (int number in numbers)
                    w.Line($"sum{number} += row{number};");
            }

            w.Line($"nuint to0 = {MapText.Index(("1", output.Origin()), ("(nuint)n", output.Image))};");
            foreach (int number in numbers)
                w.Line($"Unsafe.Add(ref outputs, to0 + {number}) = sum{number};");
        }

        string Zeros(string name) => string.Join(", ", numbers.Select(number => FormattableString.Invariant($"{name}{number} = 0")));
    }
}
