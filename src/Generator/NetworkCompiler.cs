using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Declaration;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Rendering;
using Kiln.Generator.Support;

namespace Kiln.Generator;

/// <summary>The passes in order: from what the user wrote to the files that are added.</summary>
internal static class NetworkCompiler
{
    /// <summary>The id of a failure of the compiler itself.</summary>
    public const string Failed = "KILN0901";

    private static readonly IBackEnd Cpu = new CpuBackEnd(), Gpu = new GpuBackEnd();

    /// <summary>What becomes of a class: its files, or the stub and what is wrong.</summary>
    public static CompiledNetwork Compile(ParsedNetwork network) => Compile(network, Cpu);

    /// <summary>What is wrong with a class, without writing its kernels: what an editor asks for at every edit.</summary>
    public static IReadOnlyList<Problem> Check(ParsedNetwork network)
    {
        List<Problem> problems = [.. network.Problems];
        Guarded(network, problems, graph =>
        {
            if (Cpu.MayExceedLimits(graph) && Cpu.Check(ProgramBuilder.Build(graph)) is { } problem)
                problems.Add(problem);
        });
        return problems;
    }

    /// <summary>Which outputs and gradients of its layers a program can read; null of a class that has a mistake, which is reported by itself.</summary>
    public static LayerStorage? Storage(ParsedNetwork network)
    {
        List<Problem> problems = [.. network.Problems];
        LayerStorage? storage = null;
        Guarded(network, problems, graph => storage = new LayerStorage(
            graph.Trainable, [.. graph.Nodes.Where(node => node.KeepGradient).Select(node => node.Name)], Cpu.NotStored(ProgramBuilder.Build(graph))));
        return problems.Count == 0 ? storage : null;
    }

    /// <summary>Compiles with a back end.</summary>
    internal static CompiledNetwork Compile(ParsedNetwork network, IBackEnd backEnd)
    {
        List<Problem> problems = [.. network.Problems];
        IReadOnlyList<RenderedFile> files = [];
        Guarded(network, problems, graph =>
        {
            KernelProgram program = ProgramBuilder.Build(graph);
            IReadOnlyList<RenderedFile> compiled = backEnd.Compile(program, problems);
            if (graph.Declaration.ForGpu && problems.Count == 0)
                compiled = [.. compiled, .. Gpu.Compile(program, problems)];

            // Last: files beside a problem, or before a failure of the second back end, would hide it.
            if (problems.Count == 0)
                files = compiled;
        });
        return files.Count > 0
            ? new CompiledNetwork(new EquatableArray<RenderedFile>(files), default)
            : new CompiledNetwork(new EquatableArray<RenderedFile>(StubFile.Render(network)), new EquatableArray<Problem>(problems));
    }

    /// <summary>A failure of the compiler itself.</summary>
    public static Problem Failure(string name, Exception exception) =>
        new(Failed, null, null, name, exception.GetType().Name, exception.Message.Replace("\r", "").Replace('\n', ' '));

    /// <summary>Builds the graph and goes on with it if nothing is wrong. Whatever is thrown becomes a problem: a failing generator would take every other network
    /// along.</summary>
    private static void Guarded(ParsedNetwork network, List<Problem> problems, Action<NetworkGraph> goOn)
    {
        using InvariantCulture culture = InvariantCulture.Enter();
        try
        {
            NetworkDeclaration declaration = network.Declaration;
            bool isReported = network.Reported || declaration.Blocks.Any(block => block.IsWrong || BlockChecker.Check(block, declaration.Blocks).Count > 0);
            if (problems.Count == 0 && !isReported && GraphBuilder.Build(network.Declaration, problems) is { } graph)
                goOn(graph);
        }
        catch (Exception exception)
        {
            problems.Add(Failure(network.Declaration.FullName, exception));
        }
    }
}
