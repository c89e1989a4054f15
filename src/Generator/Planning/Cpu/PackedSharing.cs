using System;
using System.Collections.Generic;
using System.Linq;

namespace Kiln.Generator.Planning.Cpu;

/// <summary>Tells copies of the same weights apart. Kernels share a copy only if they want the same order on every target: the host knows one list of copies.</summary>
internal static class PackedSharing
{
    public static TargetPlan[] Number(IReadOnlyList<TargetPlan> targets)
    {
        KernelPlan[][] kernels = [.. targets.Select(target => target.Kernels.ToArray())];
        Dictionary<string, List<int>> copies = new(StringComparer.Ordinal);
        for (int index = 0; index < kernels[0].Length; index++)
        {
            if (kernels[0][index].Packed is not { } packed)
                continue;

            if (!copies.TryGetValue(packed.Name, out List<int>? first))
                copies[packed.Name] = first = [];

            int number = first.FindIndex(other => targets.All(target => target.Kernels[other].Packed!.Equals(target.Kernels[index].Packed)));
            if (number < 0)
            {
                number = first.Count;
                first.Add(index);
            }

            foreach (KernelPlan[] plans in kernels)
                plans[index] = plans[index] with { Packed = plans[index].Packed! with { Number = number } };
        }

        return [.. targets.Select((target, index) => new TargetPlan(target.Target, kernels[index]))];
    }
}
