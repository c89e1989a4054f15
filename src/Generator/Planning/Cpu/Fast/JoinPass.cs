using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Planning.Cpu.Fast;

/// <summary>Lets convolutions write their channels of a joined map straight to where they lie in it: the join is then the end of the last of them, and nothing is left to copy.</summary>
/// <remarks>Only where nobody else wants a part: what a trainable network has computed stays readable, and at any extent every map has memory of its own.</remarks>
internal static class JoinPass
{
    public static KernelProgram Run(KernelProgram program)
    {
        if (program.Graph.Trainable || program.Graph.AnyExtent)
            return program;

        List<Kernel?> kernels = [.. program.Kernels];
        DefUse uses = new(program.Kernels);
        foreach (Kernel kernel in program.Kernels.Where(kernel => kernel.Main is Join { Along: Axes.Channels }))
        {
            Join join = (Join)kernel.Main;
            if (join.Inputs.Distinct().Count() < join.Inputs.Count || !join.Inputs.All(IsPart))
                continue;

            int last = join.Inputs.Max(input => uses.Place(uses.Writer(input)!));
            kernels[last] = kernels[last]! with { Tail = join };
            kernels[uses.Place(kernel)] = null;
        }

        return program with { Kernels = [.. kernels.OfType<Kernel>()] };

        bool IsPart(Value input) =>
            !program.ReadByCaller.Contains(input)
            && uses.Readers(input).Count == 1
            && uses.Writer(input) is { Main: ConvForward or WinogradForward or TransformOutput, Tail: null } writer
            && writer.Result == input;
    }
}
