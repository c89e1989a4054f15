using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Lowering;

namespace Kiln.Generator.Planning.Cpu;

/// <summary>When every stored map is needed.</summary>
internal static class Lifetimes
{
    /// <summary>The lifetimes of all maps. A trainable network's outputs live to the end, so that a caller can read every stored one after a step, unless it is to take little memory.</summary>
    public static IEnumerable<ArenaSlot> Of(KernelProgram program, IReadOnlyDictionary<Value, MapLayout> layouts)
    {
        (IReadOnlyDictionary<Value, Lifetime> training, IReadOnlyDictionary<Value, Lifetime> inference) = ByMode(program);
        int start = program.Kernels.Count(kernel => kernel.Pass == Pass.Parameters), end = program.Kernels.Count;
        int between = end - program.Kernels.Count(kernel => kernel.Pass == Pass.Inference);
        int backward = program.Kernels.TakeWhile(kernel => kernel.Pass is not (Pass.Backward or Pass.BackwardOnRequest)).Count();
        HashSet<Value> outputs = [.. program.Outputs.Values];
        ILookup<Value, Value> parts = layouts.Values.Where(layout => layout.Whole is not null).ToLookup(layout => layout.Whole!.Value, layout => layout.Value);
        foreach (MapLayout layout in layouts.Values.Where(layout => layout.Whole is null))
        {
            Value value = layout.Value;
            bool toTheEnd = program.ReadByCaller.Contains(value) || (program.Graph is { Trainable: true, Recomputes: false } && outputs.Contains(value));
            List<Lifetime> lifetimes = [];
            Add(training, start, between);
            if (program.HasModes)
                Add(inference, between, end);

            if (lifetimes.Count > 0)
                yield return new ArenaSlot(layout, lifetimes);

            void Add(IReadOnlyDictionary<Value, Lifetime> touched, int from, int to)
            {
                bool isInput = program.Inputs.Contains(value), isTouched = touched.TryGetValue(value, out Lifetime range);
                if (!isTouched && !isInput)
                    return;

                // A joined map is there from its first part on.
                if (isTouched)
                    range = range with { First = parts[value].Select(part => touched[part].First).Append(range.First).Min() };

                // The caller writes the inputs before the first kernel runs, and its derivative before the first backward kernel; what it may read is there past
                // the last.
                int first = isInput ? from - 1 : value == program.Given ? backward : range.First;
                lifetimes.Add(new Lifetime(first, toTheEnd ? to : isTouched ? range.Last : from - 1));
            }
        }
    }

    /// <summary>The lifetimes of a map of all images, where segments take a few images at a time: the first kernel of such a segment runs again after the last, so a map that passes from
    /// one segment to another is needed through the whole of both. What lives within one serves the images of the moment.</summary>
    public static ArenaSlot ThroughSegments(ArenaSlot slot, IReadOnlyList<Segment> segments) => slot with
    {
        Lifetimes = [.. slot.Lifetimes.Select(lifetime =>
        {
            Segment? first = SegmentOf(segments, lifetime.First), last = SegmentOf(segments, lifetime.Last);
            return first is not null && first == last ? lifetime : new Lifetime(first?.First ?? lifetime.First, last?.End - 1 ?? lifetime.Last);
        })],
    };

    /// <summary>The first and the last kernels that read or write each value, of those that run in training and of those that run in inference.</summary>
    public static (IReadOnlyDictionary<Value, Lifetime> Training, IReadOnlyDictionary<Value, Lifetime> Inference) ByMode(KernelProgram program) =>
        (Touched(program, kernel => kernel.Pass is not (Pass.Inference or Pass.Parameters)), Touched(program, kernel => kernel.Pass == Pass.Inference));

    /// <summary>The first and the last of some kernels that read or write each value.</summary>
    public static IReadOnlyDictionary<Value, Lifetime> Touched(KernelProgram program, Func<Kernel, bool> isIn)
    {
        Dictionary<Value, Lifetime> touched = [];
        for (int index = 0; index < program.Kernels.Count; index++)
        {
            Kernel kernel = program.Kernels[index];
            if (!isIn(kernel))
                continue;

            foreach (Value value in kernel.Reads.Concat(kernel.Writes))
                touched[value] = touched.TryGetValue(value, out Lifetime range) ? range with { Last = index } : new Lifetime(index, index);
        }

        return touched;
    }

    private static Segment? SegmentOf(IReadOnlyList<Segment> segments, int kernel) =>
        segments.FirstOrDefault(segment => segment.Images > 0 && segment.First <= kernel && kernel < segment.End);
}
