using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Lowering;

namespace Kiln.Generator.Planning;

/// <summary>Program to plan, for processors.</summary>
internal static class CpuPlan
{
    public static NetworkPlan For(KernelProgram program)
    {
        IReadOnlyDictionary<Value, MapLayout> layouts = LayoutPass.Run(program);
        KernelPlanner planner = new(program, Target.Avx2);
        return new NetworkPlan(program, Target.Avx2, layouts, ArenaPlan.For(program, layouts), [.. program.Kernels.Select(planner.Plan)]);
    }
}
