using Kiln.Generator.Declaration;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Networks.Tests.Random;

namespace Kiln.Generator.Tests.Support;

/// <summary>Networks as programs of kernels.</summary>
internal static class Programs
{
    /// <summary>A kernel a step, nothing fused.</summary>
    public static KernelProgram Plain(string name, string text)
    {
        ParsedNetwork network = Declarations.Parse(name, text);
        List<Problem> problems = [];
        NetworkGraph? graph = GraphBuilder.Build(network.Declaration, problems);
        Assert.Empty(problems);
        return ProgramBuilder.Build(graph!);
    }

    /// <summary>The programs of a random network and of its readers, nothing fused.</summary>
    public static IEnumerable<KernelProgram> Plain(RandomNetwork network)
    {
        string text = "using Kiln;\n" + network.Declare("Net");
        yield return Plain("Net", text);
        if (network.HasFixedReader)
            yield return Plain("NetFixed", text);
        if (network.HasAnyReader)
            yield return Plain("NetAny", text);
    }

    /// <summary>What the compiler plans: fused and transformed as far as the declaration allows.</summary>
    public static KernelProgram Compiled(string name, string text) => CpuBackEnd.Fuse(Plain(name, text));
}
