using System;

namespace Kiln.Generator.Planning.Cpu.Costs;

/// <summary>The numbers of a machine that decisions rest on. They are round, so that a plan does not change with every measurement; <see cref="Efficiencies"/> are what was measured, and
/// what predictions are made of.</summary>
internal static class Machine
{
    /// <summary>Multiply-adds a second of two cores with wide vectors, as far as products come to them.</summary>
    public const double MultiplyAddSpeed = 200e9;

    /// <summary>Bytes a second from the cache that cores share, and from memory, of one core while others read too.</summary>
    public const double SharedCacheSpeed = 40e9, MemorySpeed = 15e9;

    /// <summary>Bytes a second of weights that two cores fetch from memory before they use them.</summary>
    public const double FetchedWeightsSpeed = 45e9;

    /// <summary>Bytes a cycle from beyond a core's own caches.</summary>
    public const double BytesPerCycle = 8;

    /// <summary>What the own caches of two cores hold of maps, a megabyte each, and what the shared one does.</summary>
    public const double OwnCacheBytes = 2 << 20, SharedCacheBytes = 16 << 20;

    /// <summary>The share of the shorter of two times, of multiply-adds and of bytes, that is not hidden by the longer.</summary>
    private const double NotHidden = 0.3;

    /// <summary>Seconds to hand a kernel's units to the threads and to gather them.</summary>
    public const double HandOver = 2e-6;

    /// <summary>Share of the multiply-add peak that kernels at winners were measured at (0.28 to 0.41), and plain and transformed products (0.8 to 0.95).</summary>
    public const double WinnersEfficiency = 0.33, ProductEfficiency = 0.85;

    /// <summary>Additions of the transforms, in multiply-adds for each element of a tile.</summary>
    public const double TransformCost = 6;

    /// <summary>The time of multiply-adds and of bytes together: the longer hides most of the shorter.</summary>
    public static double Overlapped(double arithmetic, double bytes) => Math.Max(arithmetic, bytes) + (NotHidden * Math.Min(arithmetic, bytes));
}
