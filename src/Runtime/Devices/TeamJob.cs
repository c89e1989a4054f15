using System.ComponentModel;

namespace Kiln.Devices;

/// <summary>Work that a <see cref="WorkerTeam"/> divides: numbered parts, each of a number of independent units.</summary>
public abstract class TeamJob
{
    /// <summary>Does the units <paramref name="from"/> (included) to <paramref name="to"/> (excluded) of one part.</summary>
    /// <param name="part">Which part, for a network which kernel.</param>
    /// <param name="from">First unit.</param>
    /// <param name="to">One past the last unit.</param>
    /// <param name="worker">Which thread runs it, from 0; for scratch memory only: results must not depend on it.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract void RunPart(int part, int from, int to, int worker);
}
