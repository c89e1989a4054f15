using System.Collections.Generic;
using System.Linq;

namespace Kiln.Generator.Lowering.Fusion;

/// <summary>Merges kernels, so that what passes between them stays in registers or cache. Tries the rules in order until none applies.</summary>
internal static class FusionPass
{
    private static readonly IReadOnlyList<IFusionRule> Rules =
    [
        new FuseConvRelu(),
        new FuseConvPool(),
        new FuseScoresLoss(),
        new FuseReluGradient(),
    ];

    public static KernelProgram Run(KernelProgram program)
    {
        while (Rules.Select(rule => rule.Apply(program)).FirstOrDefault(fused => fused is not null) is { } next)
            program = next;

        return program;
    }
}

/// <summary>One rule: a pattern of kernels, the condition under which merging pays, and the result.</summary>
internal interface IFusionRule
{
    /// <summary>The program after one merge, or null where the pattern does not occur.</summary>
    KernelProgram? Apply(KernelProgram program);
}
