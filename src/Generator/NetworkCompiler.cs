using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Declaration;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Fusion;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Planning.Cpu.Fast;
using Kiln.Generator.Rendering;
using Kiln.Generator.Rendering.Cpu;
using Kiln.Generator.Rendering.Host;
using Kiln.Generator.Support;

namespace Kiln.Generator;

/// <summary>The passes in order: from what the user wrote to the files that are added.</summary>
internal static class NetworkCompiler
{
    public static CompiledNetwork Compile(ParsedNetwork network) => Compile(network, BackEnd);

    /// <summary>Compiles with a back end. Whatever it throws becomes a problem: a failing generator would take every other network along.</summary>
    internal static CompiledNetwork Compile(ParsedNetwork network, Func<NetworkGraph, ParsedNetwork, IEnumerable<RenderedFile>> backEnd)
    {
        using InvariantCulture culture = InvariantCulture.Enter();
        List<Problem> problems = [.. network.Problems];
        try
        {
            if (problems.Count == 0 && !network.Reported && GraphBuilder.Build(network.Declaration, problems) is { } graph)
                return new CompiledNetwork(new EquatableArray<RenderedFile>(backEnd(graph, network)), default);
        }
        catch (Exception exception)
        {
            problems.Add(new Problem("KILN0901", null, null, network.Declaration.FullName, exception.GetType().Name, exception.Message.Replace("\r", "").Replace('\n', ' ')));
        }

        return new CompiledNetwork(new EquatableArray<RenderedFile>(StubFile.Render(network)), new EquatableArray<Problem>(problems));
    }

    private static IEnumerable<RenderedFile> BackEnd(NetworkGraph graph, ParsedNetwork network)
    {
        KernelProgram program = ProgramBuilder.Build(graph);
        if (graph.Declaration.Fuse)
            program = FusionPass.Run(program, new CpuFusionPolicy(graph));

        if (graph.Declaration.Fast)
            program = WinogradPass.Run(program);

        NetworkPlan plan = CpuPlan.For(program);
        TargetText[] targets = [.. plan.Targets.Select(target => StepTexts.Write(plan, target))];
        return [graph.AnyExtent ? MapHostFile.Render(plan, targets) : ImageHostFile.Render(plan, targets), .. targets.Select(target => CpuFile.Render(plan, target))];
    }
}
