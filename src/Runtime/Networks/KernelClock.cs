using System.Diagnostics;

namespace Kiln;

/// <summary>Adds up the time of each kernel of a network. Set it as <see cref="Network.Clock"/>.</summary>
/// <param name="network">The network's description.</param>
public sealed class KernelClock(NetworkDescription network)
{
    private readonly long[] ticks = new long[network.Kernels.Count];
    private readonly Dictionary<(int Kernel, int Units), long> rounds = [];
    private readonly int last = network.Kernels.Count - 1;
    private int units;
    private long packing;

    /// <summary>The last kernel that runs, an index in <see cref="NetworkDescription.Kernels"/>: those after it are left out, so that
    /// <see cref="Network.RepeatLastKernel"/> finds its values in the memory that maps share. What such a run returns means nothing; run the gradients,
    /// and not a step, which would change the parameters.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kernel.</exception>
    public int Last
    {
        get => last;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, ticks.Length);
            last = value;
        }
    }

    /// <summary>The units of work of the last kernel; 0 until it has run.</summary>
    internal int LastUnits { get; private set; }

    /// <summary>The images that it took.</summary>
    internal (int First, int Count) LastRange { get; private set; }

    /// <summary>Time spent in a kernel since the last <see cref="Reset"/>, all its threads together taken as one.</summary>
    /// <param name="kernel">Index in <see cref="NetworkDescription.Kernels"/>.</param>
    public TimeSpan Of(int kernel) => Stopwatch.GetElapsedTime(0, ticks[kernel]);

    /// <summary>The same in seconds, as finely as the machine's clock tells: a <see cref="TimeSpan"/> counts tenths of microseconds, and small kernels take less.</summary>
    /// <param name="kernel">Index in <see cref="NetworkDescription.Kernels"/>.</param>
    public double SecondsOf(int kernel) => (double)ticks[kernel] / Stopwatch.Frequency;

    /// <summary>The same by how many independent units of work the kernel had each time that it ran: no more threads than units can share a round.</summary>
    /// <param name="kernel">Index in <see cref="NetworkDescription.Kernels"/>.</param>
    public IEnumerable<(int Units, double Seconds)> RoundsOf(int kernel) =>
        rounds.Where(round => round.Key.Kernel == kernel).Select(round => (round.Key.Units, (double)round.Value / Stopwatch.Frequency));

    /// <summary>Time spent on copying parameters into the layouts of the kernels.</summary>
    public TimeSpan Packing => Stopwatch.GetElapsedTime(0, packing);

    /// <summary>Starts again at 0.</summary>
    public void Reset()
    {
        Array.Clear(ticks);
        rounds.Clear();
        packing = 0;
    }

    /// <summary>Whether a kernel, or a copy of parameters, runs.</summary>
    internal bool Lets(int part) => part <= last || part >= ticks.Length;

    /// <summary>Remembers how much work a kernel has.</summary>
    internal void Note(int part, int partUnits, (int First, int Count) range)
    {
        units = partUnits;
        if (part == last)
            (LastUnits, LastRange) = (partUnits, range);
    }

    internal void Add(int part, long elapsed)
    {
        if (part >= ticks.Length)
        {
            packing += elapsed;
            return;
        }

        ticks[part] += elapsed;
        rounds[(part, units)] = rounds.GetValueOrDefault((part, units)) + elapsed;
    }
}
