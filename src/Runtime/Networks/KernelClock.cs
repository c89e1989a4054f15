using System.Diagnostics;

namespace Kiln;

/// <summary>Adds up the time of each kernel of a network. Set it as <see cref="Network.Clock"/>.</summary>
/// <param name="network">The network's description.</param>
public sealed class KernelClock(NetworkDescription network)
{
    private readonly long[] ticks = new long[network.Kernels.Count];
    private long packing;
    private int lastUnits;

    /// <summary>The last kernel that runs; the ones behind it are left out, so that <see cref="Network.RepeatLastKernel"/> finds its values in the memory
    /// that maps share. Results of the whole run are then meaningless.</summary>
    public int Last { get; init; } = network.Kernels.Count - 1;

    /// <summary>Time spent in a kernel since the last <see cref="Reset"/>, all its threads together taken as one.</summary>
    /// <param name="kernel">Index in <see cref="NetworkDescription.Kernels"/>.</param>
    public TimeSpan Of(int kernel) => Stopwatch.GetElapsedTime(0, ticks[kernel]);

    /// <summary>Time spent on copying parameters into the layouts of the kernels.</summary>
    public TimeSpan Packing => Stopwatch.GetElapsedTime(0, packing);

    /// <summary>Starts again at 0.</summary>
    public void Reset()
    {
        Array.Clear(ticks);
        packing = 0;
    }

    /// <summary>The units of work of the last kernel.</summary>
    internal int LastUnits => lastUnits;

    /// <summary>Whether a kernel, or a copy of parameters, runs.</summary>
    internal bool Lets(int part, int units)
    {
        if (part == Last)
            lastUnits = units;

        return part <= Last || part >= ticks.Length;
    }

    internal void Add(int part, long elapsed)
    {
        if (part < ticks.Length)
            ticks[part] += elapsed;
        else
            packing += elapsed;
    }
}
