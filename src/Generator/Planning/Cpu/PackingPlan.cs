using System.Collections.Generic;
using System.Linq;

namespace Kiln.Generator.Planning.Cpu;

/// <summary>Lets kernels share copies of weights where they want the same order on every target, and numbers the copies where they do not.</summary>
internal static class PackingPlan
{
    public static TargetPlan[] Share(IReadOnlyList<TargetPlan> targets)
    {
        List<PackedWeights[]> copies = [];
        int[] ofKernel = [.. Enumerable.Range(0, targets[0].Kernels.Count).Select(kernel => Find(copies, [.. targets.Select(target => target.Kernels[kernel].Packed)]))];
        return [.. targets.Select((target, index) => new TargetPlan(
            target.Target,
            [.. target.Kernels.Select((kernel, place) => ofKernel[place] < 0 ? kernel : kernel with { Packed = copies[ofKernel[place]][index] })],
            [.. copies.Select(copy => copy[index])]))];
    }

    /// <summary>The number of the copy that a kernel reads on each target; −1 for none.</summary>
    private static int Find(List<PackedWeights[]> copies, PackedWeights?[] wanted)
    {
        if (wanted[0] is not { } first)
            return -1;

        int known = copies.FindIndex(copy => copy.SequenceEqual(wanted));
        if (known >= 0)
            return known;

        int number = copies.Count(copy => copy[0].Weights == first.Weights && copy[0].Form == first.Form && Equals(copy[0].Algorithm, first.Algorithm));
        copies.Add([.. wanted.Select(packed => packed! with { Number = number })]);
        return copies.Count - 1;
    }
}
