using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Lowering;

namespace Kiln.Generator.Planning.Cpu;

/// <summary>Decides which forward kernels take a few images at a time, so that what passes between them stays in the caches, and which take all images of a call,
/// so that large weights are read once.</summary>
internal static class SegmentChoice
{
    public static IReadOnlyList<Segment> For(KernelProgram program, IReadOnlyDictionary<Value, MapLayout> layouts, TargetPlan target)
    {
        List<Segment> segments = [];
        foreach (Pass pass in new[] { Pass.Forward, Pass.Inference })
        {
            int first = program.Kernels.TakeWhile(kernel => kernel.Pass != pass).Count(), count = program.Kernels.Count(kernel => kernel.Pass == pass);
            if (count > 0)
                segments.Add(new Segment(first, first + count, 0));
        }

        return segments;
    }

    /// <summary>The values that live within one segment which takes a few images at a time.</summary>
    public static HashSet<Value> Inside(KernelProgram program, IEnumerable<ArenaSlot> slots, IReadOnlyList<Segment> segments) =>
    [
        .. from slot in slots
           where slot.Lifetimes.Count == 1 && segments.Any(segment => segment.Images > 0 && segment.First <= slot.First && slot.Last < segment.End)
           where !program.ReadByCaller.Contains(slot.Layout.Value)
           select slot.Layout.Value,
    ];
}
