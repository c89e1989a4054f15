using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Fusion;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Planning.Cpu.Fast;
using Kiln.Generator.Planning.Cpu.Recomputation;
using Kiln.Generator.Rendering;
using Kiln.Generator.Rendering.Cpu;
using Kiln.Generator.Rendering.Host;

namespace Kiln.Generator;

/// <summary>Processors: one program and one memory plan, and two sets of kernels, for vectors of either width.</summary>
internal sealed class CpuBackEnd : IBackEnd
{
    public bool MayExceedLimits(NetworkGraph graph) => PlanLimits.MayExceed(graph);

    public Problem? Check(KernelProgram program) => PlanLimits.Check(Plan(program));

    public IReadOnlyList<RenderedFile> Compile(KernelProgram program, ICollection<Problem> problems)
    {
        NetworkPlan plan = Plan(program);
        if (PlanLimits.Check(plan) is { } problem)
        {
            problems.Add(problem);
            return [];
        }

        TargetText[] targets = [.. plan.Targets.Select(target => StepTexts.Write(plan, target))];
        RenderedFile host = plan.Graph.AnyExtent ? MapHostFile.Render(plan, targets) : ImageHostFile.Render(plan, targets);
        return [host, .. targets.Select(target => CpuFile.Render(plan, target))];
    }

    public IReadOnlyDictionary<string, string> NotStored(KernelProgram program)
    {
        PlanTable table = new(Plan(program));
        return program.Graph.Nodes.Where(node => table.NotStored(node) is not null).ToDictionary(node => node.Name, node => table.NotStored(node)!);
    }

    /// <summary>The program with kernels merged, divided and transformed, where the network allows it and it pays, and with what is computed again.</summary>
    public static KernelProgram Fuse(KernelProgram program)
    {
        NetworkGraph graph = program.Graph;
        if (graph.Declaration.Fuse)
            program = FusionPass.Run(program, new CpuFusionPolicy(graph));

        program = DepthwisePass.Run(program);
        if (graph.Declaration.Winograd)
        {
            program = WinogradPass.Run(program);
            if (graph.Declaration.Fuse)
                program = ElementGradientPass.Run(RoutePass.Run(program));
        }

        if (graph.Declaration.Fuse)
            program = JoinPass.Run(program);

        return graph.Recomputes ? RecomputePass.Run(program) : program;
    }

    private static NetworkPlan Plan(KernelProgram program) => CpuPlan.For(Fuse(program));
}
