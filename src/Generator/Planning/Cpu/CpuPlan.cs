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
        IReadOnlyList<Segment> segments = SegmentChoice.For(program, layouts, For(program, names, layouts, Target.All[0], []));
        TargetPlan[] targets = PackingPlan.Share([.. Target.All.Select(target => For(program, names, layouts, target, segments))]);
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

    private static TargetPlan For(
        KernelProgram program, IReadOnlyDictionary<Kernel, string> names, IReadOnlyDictionary<Value, MapLayout> layouts, Target target, IReadOnlyList<Segment> segments)
    {
        KernelPlanner planner = new(program, names, target);
        int[] images = Segment.ImagesOfKernels(segments, program.Kernels.Count);
        Dictionary<Kernel, int> places = program.Kernels.Select((kernel, place) => (kernel, place)).ToDictionary(pair => pair.kernel, pair => pair.place);
        return new TargetPlan(target, [.. program.Kernels.Select(kernel => WithPlace(planner.Plan(kernel, images[places[Model(kernel)]])))], []);

        KernelPlan WithPlace(KernelPlan plan) => plan.Kernel.Writes.Any(value => layouts.TryGetValue(value, out MapLayout? layout) && layout.Whole is not null)
            ? plan with { Schedule = plan.Schedule with { Reason = $"{plan.Schedule.Reason} Its channels lie in a joined map." } }
            : plan;

        // What is computed again has the schedule, and the order of weights, that it had first, and inference those of the training's forward run: one method and one packed copy serve both.
        Kernel Model(Kernel kernel) => kernel.First
            ?? (kernel.Pass != Pass.Inference ? null : program.Kernels.FirstOrDefault(other => other.Pass == Pass.Forward && other.Main.Node == kernel.Main.Node && other.Main.GetType() == kernel.Main.GetType()))
            ?? kernel;
    }
}
