using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu.Costs;
using Kiln.Generator.Planning.Cpu.Fast;

namespace Kiln.Generator.Planning.Cpu;

/// <summary>Decides which kernels take a few images at a time, so that what passes between them stays in the caches, and which take all images of a call,
/// so that large weights are read once.</summary>
/// <remarks>A shortest path over the kernels of a pass: each may take any of a few numbers of images, at the cost of the bytes that then come from beyond a core's
/// caches, and a change between two kernels costs a trip of what passes between them through memory.</remarks>
internal sealed class SegmentChoice
{
    /// <summary>Images at a time. The last stands for all images of a call, which are taken to be as many.</summary>
    private static readonly int[] Choices = [1, 2, 4, 8, 16, 32, 64];

    private readonly KernelProgram program;
    private readonly IReadOnlyDictionary<Value, MapLayout> layouts;
    private readonly TargetPlan target;
    private readonly IReadOnlyDictionary<Value, Lifetime> training, inference;

    private SegmentChoice(KernelProgram program, IReadOnlyDictionary<Value, MapLayout> layouts, TargetPlan target)
    {
        (this.program, this.layouts, this.target) = (program, layouts, target);
        (training, inference) = Lifetimes.ByMode(program);
    }

    /// <summary>The numbers of images that a kernel may take at a time, where it does not take all.</summary>
    public static IReadOnlyList<int> Few => [.. Choices.Take(All)];

    private static int All => Choices.Length - 1;

    public static IReadOnlyList<Segment> For(KernelProgram program, IReadOnlyDictionary<Value, MapLayout> layouts, TargetPlan target)
    {
        List<Segment> segments = [];
        SegmentChoice choice = new(program, layouts, target);
        for (int first = 0; first < program.Kernels.Count;)
        {
            Pass pass = program.Kernels[first].Pass;
            int end = first + 1;
            while (end < program.Kernels.Count && program.Kernels[end].Pass == pass)
                end++;

            // One kernel alone passes nothing on. A network that is to take little memory takes all images in training: what passes from one segment to another is needed through both.
            if (program.Graph.AnyExtent || (program.Graph.Recomputes && pass is Pass.Forward or Pass.Backward) || (pass is Pass.BackwardOnRequest && end == first + 1))
                segments.Add(new Segment(pass, first, end, 0));
            else if (pass is not Pass.Parameters)
                segments.AddRange(choice.Segments(pass, first, end - first));

            first = end;
        }

        return segments;
    }

    /// <summary>The values that live within one segment which takes a few images at a time.</summary>
    public static HashSet<Value> Inside(KernelProgram program, IEnumerable<ArenaSlot> slots, IReadOnlyList<Segment> segments) =>
    [
        .. from slot in slots
           where slot.Lifetimes.All(lifetime => segments.Any(segment => segment.Images > 0 && segment.First <= lifetime.First && lifetime.Last < segment.End))
           where !program.ReadByCaller.Contains(slot.Layout.Value) && slot.Layout.Value != program.Given
           select slot.Layout.Value,
    ];

    private IEnumerable<Segment> Segments(Pass pass, int first, int count)
    {
        double[,] costs = new double[count, Choices.Length];
        int[,] from = new int[count, Choices.Length];
        Dictionary<Value, Lifetime> passed = Passed(pass);
        for (int kernel = 0; kernel < count; kernel++)
        {
            // What passes between kernels of different numbers of images goes through memory.
            double crossing = kernel == 0 ? 0 : Crossing(first + kernel, passed);
            double[] own = Costs(first + kernel);
            for (int choice = 0; choice < Choices.Length; choice++)
            {
                (double before, int best) = kernel == 0 ? (0, choice) : Best(kernel, choice, crossing);
                costs[kernel, choice] = before + own[choice];
                from[kernel, choice] = best;
            }
        }

        int[] path = new int[count];
        path[count - 1] = Enumerable.Range(0, Choices.Length).OrderBy(choice => costs[count - 1, choice]).ThenByDescending(choice => choice).First();
        for (int kernel = count - 1; kernel > 0; kernel--)
            path[kernel - 1] = from[kernel, path[kernel]];

        for (int start = 0; start < count;)
        {
            int end = start + 1;
            while (end < count && path[end] == path[start])
                end++;

            yield return new Segment(pass, first + start, first + end, path[start] == All ? 0 : Choices[path[start]]);
            start = end;
        }

        (double Cost, int Choice) Best(int kernel, int choice, double crossing) => Enumerable.Range(0, Choices.Length)
            .Select(before => (Cost: costs[kernel - 1, before] + (before == choice ? 0 : crossing), Choice: before))
            .OrderBy(pair => pair.Cost).First();
    }

    /// <summary>Seconds an image that a kernel spends on bytes from beyond the cores' own caches, and on being started, for each choice.</summary>
    private double[] Costs(int index)
    {
        Kernel kernel = program.Kernels[index];
        KernelPlan plan = target.Kernels[index];
        Value[] values = [.. kernel.Touches.Where(layouts.ContainsKey)];
        bool needsAll = NeedsAll(kernel, values);

        // What the forward run has left passes through the shared cache beside what a backward kernel reads and writes.
        double shared = kernel.Pass == Pass.Backward ? Machine.SharedCacheBytes / 2 : Machine.SharedCacheBytes;
        double weights = ((plan.Packed?.Floats ?? 0) + (2 * Sums(kernel))) * sizeof(float), maps = values.Sum(Bytes), multiplyAdds = plan.MultiplyAdds / Machine.MultiplyAddSpeed;

        // One image would be one unit of work there, and all threads but one would wait.
        int fewest = kernel.Main is ConvBackwardInput or TransformInputGradient ? 2 : 1;
        return [.. Choices.Select((images, choice) => (needsAll && choice != All) || images < fewest ? double.PositiveInfinity : Cost(images))];

        double Cost(int images)
        {
            double bytes = 0;
            if (weights > Machine.OwnCacheBytes / 2)
                bytes += weights / images / (weights > Machine.SharedCacheBytes ? Machine.MemorySpeed : Machine.SharedCacheSpeed);

            if (maps * images > Machine.OwnCacheBytes)
                bytes += maps / (maps * images > shared ? Machine.MemorySpeed : Machine.SharedCacheSpeed);

            // Bytes arrive beside multiply-adds, but not quite for nothing.
            return (Machine.HandOver / images) + Machine.Overlapped(multiplyAdds, bytes);
        }
    }

    /// <summary>Floats of sums over the batch that every few images read and write anew.</summary>
    private static long Sums(Kernel kernel) => kernel.Writes.Where(value => value.Extent == Extent.Batch).Sum(MemoryPlan.BatchFloats);

    /// <summary>Sums over the batch are taken of all images at once, but for those of transformed tiles, which add up; random numbers that the backward run draws again
    /// go by the images' places in the call.</summary>
    private bool NeedsAll(Kernel kernel, IReadOnlyCollection<Value> maps) =>
        kernel.Main is Reduction { OverImages: true } or ChannelMoments or ChannelSums or ChannelFinish or ChannelMap or ConvBackwardWeights or DepthwiseWeightSums or WinogradBackward or TransformWeightsGradient
        || kernel.Reads.Any(value => value.Extent == Extent.Random)
        || maps.Any(value => layouts[value] is TileLayout && !IsOf(kernel.Pass, value));

    /// <summary>Whether no kernel of another pass reads or writes a value in the same mode.</summary>
    private bool IsOf(Pass pass, Value value)
    {
        Lifetime range = ModeOf(pass)[value];
        return program.Kernels[range.First].Pass == pass && program.Kernels[range.Last].Pass == pass;
    }

    private IReadOnlyDictionary<Value, Lifetime> ModeOf(Pass pass) => pass == Pass.Inference ? inference : training;

    /// <summary>The values that kernels of one pass leave to others of it. What an earlier pass has left comes from memory one way or the other, as does what a later one reads.</summary>
    private Dictionary<Value, Lifetime> Passed(Pass pass)
    {
        IReadOnlyDictionary<Value, Lifetime> mode = ModeOf(pass);
        return Lifetimes.Touched(program, kernel => kernel.Pass == pass)
            .Where(pair => layouts.ContainsKey(pair.Key) && program.Kernels[mode[pair.Key].First].Pass == pass).ToDictionary(pair => pair.Key, pair => pair.Value);
    }

    private double Crossing(int index, Dictionary<Value, Lifetime> passed)
    {
        double bytes = 0;
        foreach (KeyValuePair<Value, Lifetime> range in passed)
        {
            if (range.Value.First >= index || range.Value.Last < index)
                continue;

            // The place of a tile depends on the number of images, so all kernels that touch it take as many.
            if (layouts[range.Key] is TileLayout)
                return double.PositiveInfinity;

            bytes += Bytes(range.Key);
        }

        return bytes / Machine.MemorySpeed;
    }

    private double Bytes(Value value) => layouts[value].ImageFloats * sizeof(float);
}
