using System.Diagnostics;

namespace Kiln;

/// <summary>Adds up the time of each kernel of a network. Set it as <see cref="Network.Clock"/>.</summary>
/// <param name="network">The network's description.</param>
public sealed class KernelClock(NetworkDescription network)
{
    private readonly long[] ticks = new long[network.Kernels.Count];
    private long packing;

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

    internal void Add(int part, long elapsed)
    {
        if (part < ticks.Length)
            ticks[part] += elapsed;
        else
            packing += elapsed;
    }
}
