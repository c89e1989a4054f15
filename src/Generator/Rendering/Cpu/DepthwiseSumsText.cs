using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Planning.Cpu.Fast;
using Kiln.Generator.Planning.Cpu.Schedules;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>The gradient by the weights of a depthwise convolution, for each chunk of images. A unit of work is a chunk and a few vectors of channels.</summary>
internal static class DepthwiseSumsText
{
    public static void Write(KernelText text)
    {
        DepthwiseWeightSums step = (DepthwiseWeightSums)text.Kernel.Kernel.Main;
        TapSumSchedule schedule = (TapSumSchedule)text.Kernel.Schedule;
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        ConvGeometry geometry = step.Geometry;
        Window filter = geometry.Window;
        MapText input = text.Read(step.Input), gradient = text.Read(step.Gradient);
        int filters = geometry.Filters, together = schedule.Together, panel = schedule.Vectors * v.Lanes, panels = (filters + panel - 1) / panel, tail = filters % v.Lanes;
        text.Images();
        text.Reference("inputs", input);
        text.Reference("gradients", gradient);
        text.Reference("partials", text.Floats(step.Partial, writes: true));
        if (step.BiasPartial is not null)
            text.Reference("biasPartials", text.Floats(step.BiasPartial, writes: true));

        ChunkLoops.Write(text, panels, panels, MemoryPlan.ChunkFloats(step.Partial), () =>
        {
            w.Line($"nuint start = (nuint)panel * {(Size)panel}, end = Math.Min(start + {(Size)panel}, {(Size)filters});");
            using (w.Block($"for (nuint c = start; c < end; c += {(Size)v.Lanes})"))
            using (w.Block($"for (nuint tap = 0; tap < {(Size)filter.Positions}; tap++)"))
                Store(v.Zero, MapText.Index(("partial", 1), ("tap", filters), ("c", 1)));

            if (step.BiasPartial is not null)
            {
                w.Line($"nuint biases = (nuint)chunk * {(Size)Target.WholeVectors(filters)};");
                using (w.Block($"for (nuint c = start; c < end; c += {(Size)v.Lanes})"))
                    w.Line(v.Store(v.Zero, "biasPartials", "biases + c", v.Lanes));
            }

            // Every row is summed by itself: a sum over a whole map outgrows what is added to it, and loses its last digits.
            using (w.Block("for (nuint n = (nuint)first; n < (nuint)last; n++)"))
            using (w.Block($"for (nuint y = 0; y < {gradient.Height}; y++)"))
            using (w.Block($"for (nuint c = start; c < end; c += {(Size)(v.Lanes * together)})"))
            {
                for (int row = 0; row < filter.Height; row += schedule.FilterRows)
                    for (int column = 0; column < filter.Width; column += schedule.FilterColumns)
                        using (w.Block())
                            Taps([.. Range(row, schedule.FilterRows, filter.Height).SelectMany(u => Range(column, schedule.FilterColumns, filter.Width).Select(tap => (u, tap)))]);
            }
        });

        void Taps((int U, int V)[] taps)
        {
            // The first taps of a row take the sums for the biases along.
            string[] biases = step.BiasPartial is not null && taps[0] == (0, 0) ? [.. Enumerable.Range(0, together).Select(vector => FormattableString.Invariant($"b{vector}"))] : [];
            var sums = (from vector in Enumerable.Range(0, together) from tap in taps select (tap, vector, name: FormattableString.Invariant($"s{tap.U}_{tap.V}_{vector}"))).ToArray();
            string[] names = [.. sums.Select(sum => sum.name), .. biases];
            w.Line($"{v.Type} {string.Join(", ", names)};");
            w.Line($"{string.Join(" = ", names)} = {v.Zero};");
            w.Line($"nuint at = {MapText.Index(("1", input.Origin(filter.PadTop, filter.PadLeft)), ("n", input.Image), ("y", input.Row * filter.StrideY))};");
            using (w.Block($"for (nuint x = 0; x < {gradient.Width}; x++)"))
            {
                for (int vector = 0; vector < together; vector++)
                    w.Line($"{v.Type} g{(Size)vector} = {v.Load("gradients", MapText.Index(("1", gradient.Origin() + (vector * v.Lanes)), ("n", gradient.Image), ("y", gradient.Row), ("x", gradient.Pixel), ("c", 1)))};");

                for (int vector = 0; vector < biases.Length; vector++)
                    w.Line($"{biases[vector]} += g{(Size)vector};");

                foreach (((int U, int V) tap, int vector, string name) in sums)
                {
                    string pixel = MapText.Index(("at", 1), ("x", input.Pixel * filter.StrideX), ("1", (input.Row * (tap.U * filter.DilationY)) + (input.Pixel * (tap.V * filter.DilationX))));
                    Size channel = Size.Variable("c") + (vector * v.Lanes);
                    w.Line(v.MultiplyAdd(name, $"g{(Size)vector}", geometry.GroupFilters == 1
                        ? v.Load("inputs", MapText.Index((pixel, 1), ("1", channel)))
                        : v.Repeated("inputs", pixel, channel.Alone, ((Size)geometry.GroupFilters).ToString())));
                }
            }

            foreach (((int U, int V) tap, int vector, string name) in sums)
            {
                string place = MapText.Index(("partial", 1), ("c", 1), ("1", (((tap.U * filter.Width) + tap.V) * (long)filters) + (vector * v.Lanes)));
                Store($"({v.Load("partials", place)} + {name})", place);
            }

            for (int vector = 0; vector < biases.Length; vector++)
            {
                string place = MapText.Index(("biases", 1), ("c", 1), ("1", vector * v.Lanes));
                w.Line(v.Store($"({v.Load("biasPartials", place)} + {biases[vector]})", "biasPartials", place, v.Lanes));
            }
        }

        static IEnumerable<int> Range(int first, int most, int end) => Enumerable.Range(first, Math.Min(most, end - first));

        // A vector after the last channel would reach into the next tap.
        void Store(string value, string place) => w.Line(tail == 0
            ? v.Store(value, "partials", place, v.Lanes)
            : VectorText.StoreFirst(value, "partials", place, $"(int)Math.Min({(Size)v.Lanes}, {(Size)filters} - c)"));
    }
}
