using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Lowering;

namespace Kiln.Generator.Planning.Cpu;

/// <summary>Program to plan, for processors: one memory plan, and schedules for each target.</summary>
internal static class CpuPlan
{
    public static NetworkPlan For(KernelProgram program)
    {
        IReadOnlyDictionary<Kernel, string> names = KernelNumbering.Names(program.Kernels);
        IReadOnlyDictionary<Value, MapLayout> layouts = LayoutPass.Run(program);

        // Segments follow from the work of kernels, which any schedule shows; schedules then suit the images that a kernel gets at a time.
        IReadOnlyList<Segment> segments = SegmentChoice.For(program, layouts, For(program, names, Target.All[0], []));
        TargetPlan[] targets = PackingPlan.Share([.. Target.All.Select(target => For(program, names, target, segments))]);
        ArenaSlot[] slots = [.. Lifetimes.Of(program, layouts)];
        HashSet<Value> chunked = SegmentChoice.Inside(program, slots, segments);
        (IReadOnlyDictionary<Value, ChannelSlot> channels, long channelFloats) = MemoryPlan.PlaceChannels(program);
        MemoryPlan memory = new(
            ArenaPlan.For(slots.Where(slot => !chunked.Contains(slot.Layout.Value)).Select(slot => Lifetimes.ThroughSegments(slot, segments))),
            ArenaPlan.For(slots.Where(slot => chunked.Contains(slot.Layout.Value))),
            channels,
            channelFloats);
        return new NetworkPlan(program, names, layouts, memory, segments, targets);
    }

    private static TargetPlan For(KernelProgram program, IReadOnlyDictionary<Kernel, string> names, Target target, IReadOnlyList<Segment> segments)
    {
        KernelPlanner planner = new(program, names, target);
        return new TargetPlan(target, [.. program.Kernels.Select((kernel, index) => planner.Plan(kernel, ImagesAt(PlaceOf(kernel) ?? Trained(kernel, index))))], []);

        // What is computed again has the schedule, and the order of weights, that it had first.
        int? PlaceOf(Kernel kernel) => kernel.First is null ? null : program.Kernels.TakeWhile(other => other != kernel.First).Count();

        int ImagesAt(int index) => segments.FirstOrDefault(segment => segment.First <= index && index < segment.End)?.Images ?? 0;

        // Inference gets the schedule of the training's forward run: one method serves both, and one packed copy of the weights.
        int Trained(Kernel kernel, int index)
        {
            for (int other = 0; kernel.Pass == Pass.Inference && other < index; other++)
            {
                if (program.Kernels[other] is { Pass: Pass.Forward, Main: var main } && main.Node == kernel.Main.Node && main.GetType() == kernel.Main.GetType())
                    return other;
            }

            return index;
        }
    }
}
