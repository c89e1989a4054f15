using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Fusion;

/// <summary>What the rules share.</summary>
internal static class Merging
{
    /// <summary>Appends the only kernel that reads a value to the kernel that writes it.</summary>
    /// <param name="program">The program.</param>
    /// <param name="fits">Whether a writer and a reader may be merged.</param>
    public static KernelProgram? AppendReader(KernelProgram program, Func<Kernel, Kernel, bool> fits)
    {
        foreach (Kernel writer in program.Kernels)
        {
            Value value = writer.Steps[writer.Steps.Count - 1].Writes.First();
            if (program.IsRead(value))
                continue;

            Kernel[] readers = [.. program.Readers(value)];
            if (readers.Length == 1 && readers[0].Direction == writer.Direction && fits(writer, readers[0]))
                return program with { Kernels = Replace(program.Kernels, writer, readers[0]) };
        }

        return null;
    }

    /// <summary>The last step of a kernel.</summary>
    public static Step Last(this Kernel kernel) => kernel.Steps[kernel.Steps.Count - 1];

    private static IReadOnlyList<Kernel> Replace(IReadOnlyList<Kernel> kernels, Kernel writer, Kernel reader) =>
    [
        .. from kernel in kernels
           where !ReferenceEquals(kernel, reader)
           select ReferenceEquals(kernel, writer) ? writer with { Steps = [.. writer.Steps, .. reader.Steps] } : kernel,
    ];
}
