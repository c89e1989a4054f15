using System.Collections.Generic;

namespace Kiln.Generator.Lowering;

/// <summary>Which kernel of one list writes each value and which read it, kept up to date while kernels are merged.</summary>
internal sealed class DefUse
{
    private readonly Dictionary<Value, Kernel> writers = [];
    private readonly Dictionary<Value, List<Kernel>> readers = [];
    private readonly Dictionary<Kernel, int> places = [];

    /// <param name="kernels">A list in which every value is written once.</param>
    public DefUse(IReadOnlyList<Kernel> kernels)
    {
        for (int i = 0; i < kernels.Count; i++)
            Add(kernels[i], i);
    }

    /// <summary>The kernel that computes a value; null for one that comes from outside.</summary>
    public Kernel? Writer(Value value) => writers.TryGetValue(value, out Kernel? writer) ? writer : null;

    /// <summary>The kernels that need a value from another kernel.</summary>
    public IReadOnlyList<Kernel> Readers(Value value) => readers.TryGetValue(value, out List<Kernel>? all) ? all : [];

    /// <summary>Where a kernel stands.</summary>
    public int Place(Kernel kernel) => places[kernel];

    public bool Contains(Kernel kernel) => places.ContainsKey(kernel);

    public void Add(Kernel kernel, int place)
    {
        places[kernel] = place;
        foreach (Value value in kernel.Writes)
            writers[value] = kernel;

        foreach (Value value in kernel.Reads)
        {
            if (!readers.TryGetValue(value, out List<Kernel>? all))
                readers[value] = all = [];

            all.Add(kernel);
        }
    }

    public void Remove(Kernel kernel)
    {
        places.Remove(kernel);
        foreach (Value value in kernel.Writes)
            if (Writer(value) == kernel)
                writers.Remove(value);

        foreach (Value value in kernel.Reads)
            if (readers.TryGetValue(value, out List<Kernel>? all))
                all.Remove(kernel);
    }
}
