using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Fusion;

/// <summary>The kernels of one list while they are merged.</summary>
internal sealed class KernelList
{
    private readonly Kernel?[] kernels;

    public KernelList(IReadOnlyList<Kernel> kernels, KernelProgram program)
    {
        this.kernels = [.. kernels];
        Program = program;
        Uses = new DefUse(kernels);
    }

    public KernelProgram Program { get; }

    public DefUse Uses { get; }

    public int Length => kernels.Length;

    /// <summary>The kernel at a place; null where one was merged into another.</summary>
    public Kernel? this[int place] => kernels[place];

    public IEnumerable<Kernel> Kernels => kernels.OfType<Kernel>();

    /// <summary>Kernels that run when parameters change, which merges asked for.</summary>
    public List<Kernel> Prepared { get; } = [];

    /// <summary>Whether something but one kernel reads a value.</summary>
    public bool IsReadElsewhere(Value value, Kernel reader) =>
        Program.ReadByCaller.Contains(value) || Uses.Readers(value).Any(other => other != reader);

    /// <summary>Puts one kernel in place of two.</summary>
    /// <param name="writer">The kernel that computes what the other reads.</param>
    /// <param name="reader">The other.</param>
    /// <param name="merged">Both in one.</param>
    /// <returns>Whether there is a place for it: all that it reads must be there, and what it computes must not be needed before.</returns>
    public bool Merge(Kernel writer, Kernel reader, Kernel merged)
    {
        int early = Uses.Place(writer), late = Uses.Place(reader);
        int place = reader.Reads.All(value => Uses.Writer(value) is not { } source || source == writer || Uses.Place(source) < early) ? early
            : writer.Writes.All(value => Uses.Readers(value).All(other => other == reader || Uses.Place(other) > late)) ? late
            : -1;
        if (place < 0)
            return false;

        Remove(writer);
        Remove(reader);
        kernels[place] = merged;
        Uses.Add(merged, place);
        return true;
    }

    /// <summary>Puts another kernel in the place of one.</summary>
    public void Replace(Kernel kernel, Kernel other)
    {
        int place = Uses.Place(kernel);
        Remove(kernel);
        kernels[place] = other;
        Uses.Add(other, place);
    }

    public void Remove(Kernel kernel)
    {
        kernels[Uses.Place(kernel)] = null;
        Uses.Remove(kernel);
    }
}
