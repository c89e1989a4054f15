using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Lowering;

namespace Kiln.Generator.Planning;

/// <summary>Program to plan, for processors: one memory plan, and schedules for each target.</summary>
internal static class CpuPlan
{
    public static NetworkPlan For(KernelProgram program)
    {
        IReadOnlyDictionary<Value, MapLayout> layouts = LayoutPass.Run(program);
        return new NetworkPlan(program, layouts, ArenaPlan.For(program, layouts), [.. Target.All.Select(target => For(program, target))]);
    }

    private static TargetPlan For(KernelProgram program, Target target)
    {
        KernelPlanner planner = new(program, target);
        return new TargetPlan(target, [.. program.Kernels.Select(planner.Plan)]);
    }
}
