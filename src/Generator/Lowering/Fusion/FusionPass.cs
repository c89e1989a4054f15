using System;
using System.Collections.Generic;
using System.Linq;

namespace Kiln.Generator.Lowering.Fusion;

/// <summary>Merges kernels, so that what passes between them stays in registers or cache.</summary>
/// <remarks>Kernels are looked at once, in their order, each as the reader of those before it: these have been merged already. Training and inference are
/// lists of their own.</remarks>
internal static class FusionPass
{
    public static KernelProgram Run(KernelProgram program, IFusionPolicy policy) => Run(program, (list, kernel) =>

        // The order matters: a normalisation is folded into weights rather than applied after them.
        FoldFactors.Apply(list, kernel, policy)
        || FuseMap.Apply(list, kernel)
        || FusePool.Apply(list, kernel, policy)
        || FuseLoss.Apply(list, kernel, policy)
        || RouteGradient.Apply(list, kernel, policy));

    /// <summary>Merges by one rule.</summary>
    /// <param name="program">The program.</param>
    /// <param name="rule">Tries to merge a kernel of a list with those before it, and says whether it did.</param>
    public static KernelProgram Run(KernelProgram program, Func<KernelList, Kernel, bool> rule)
    {
        Kernel[] parameters = [.. program.Kernels.Where(kernel => kernel.Pass == Pass.Parameters)];
        Kernel[] inference = [.. program.Kernels.Where(kernel => kernel.Pass == Pass.Inference)];
        Kernel[] others = [.. program.Kernels.Where(kernel => kernel.Pass is not (Pass.Parameters or Pass.Inference))];
        KernelList training = new(others, program), inferring = new(inference, program);
        foreach (KernelList list in new[] { training, inferring })
            Run(list, rule);

        IEnumerable<Kernel> prepared = parameters.Concat(training.Prepared).Concat(inferring.Prepared);
        return program with { Kernels = [.. prepared, .. training.Kernels, .. inferring.Kernels] };
    }

    private static void Run(KernelList list, Func<KernelList, Kernel, bool> rule)
    {
        for (int place = 0; place < list.Length; place++)
        {
            if (list[place] is { } kernel)
                rule(list, kernel);
        }
    }
}
