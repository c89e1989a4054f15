using System.Collections.Generic;

namespace Kiln.Generator.Planning.Cpu;

/// <summary>The facts about a target that plans depend on.</summary>
/// <param name="Name">What emitted code calls it.</param>
/// <param name="Lanes">Floats a vector.</param>
/// <param name="Registers">Vector registers.</param>
/// <param name="FmaLatency">Cycles until a multiply-add's result can be used.</param>
/// <param name="FmaPerCycle">Multiply-adds a cycle.</param>
/// <param name="LoadsPerCycle">Vector loads a cycle.</param>
/// <param name="L1Bytes">First-level data cache of a core.</param>
/// <param name="L1Ways">Lines of it whose addresses may be a multiple of 4,096 bytes apart.</param>
/// <param name="L2Bytes">Second-level cache of a core.</param>
/// <param name="L2BytesPerCycle">What the second-level cache hands to the first.</param>
internal sealed record Target(
    string Name, int Lanes, int Registers, int FmaLatency, int FmaPerCycle, int LoadsPerCycle, int L1Bytes, int L1Ways, int L2Bytes, int L2BytesPerCycle)
{
    /// <summary>x86-64 with AVX2 and FMA (Zen 2 and later, Haswell and later): the smaller of the two families' caches.</summary>
    public static Target Avx2 { get; } = new(
        "Avx2", Lanes: 8, Registers: 16, FmaLatency: 4, FmaPerCycle: 2, LoadsPerCycle: 2, L1Bytes: 32 << 10, L1Ways: 8, L2Bytes: 512 << 10, L2BytesPerCycle: 32);

    /// <summary>x86-64 with AVX-512: Zen 5, and servers from Ice Lake on. Zen 4 does half as many a cycle of each, so the same tiles suit it.</summary>
    public static Target Avx512 { get; } = new(
        "Avx512", Lanes: 16, Registers: 32, FmaLatency: 4, FmaPerCycle: 2, LoadsPerCycle: 2, L1Bytes: 32 << 10, L1Ways: 12, L2Bytes: 1 << 20, L2BytesPerCycle: 64);

    /// <summary>The processors that get kernels of their own; the first one's also run where none of them is, as its vectors are emulated best.</summary>
    public static IReadOnlyList<Target> All { get; } = [Avx2, Avx512];

    /// <summary>Lines of a first-level cache that lie in sets of their own: 4,096 bytes of addresses on every x86 processor.</summary>
    public const int L1Sets = 64;

    /// <summary>Whether its vectors are narrower than the machine's.</summary>
    public bool IsNarrowed { get; private init; }

    /// <summary>Floats of the widest vector of any target: maps have one layout, whichever target's kernels run.</summary>
    public const int WidestLanes = 16;

    /// <summary>What a thread can hold close to it on any target: most of a second-level cache.</summary>
    public const int CacheBytes = 384 << 10;

    /// <summary>What a thread's second-level cache holds of tiles beside the maps that they are made of and become.</summary>
    public const int TilesBytes = 640 << 10;

    /// <summary>Vectors that hold a number of floats.</summary>
    public int Vectors(int floats) => (floats + Lanes - 1) / Lanes;

    /// <summary>The same machine with vectors as narrow as serve rows of some floats: a load that crosses a cache line costs two, and wide ones do so often.</summary>
    public Target ForRows(int floats) => Lanes > Avx2.Lanes && floats <= Lanes / 2 ? (this with { Lanes = Lanes / 2, IsNarrowed = true }).ForRows(floats) : this;

    /// <summary>Floats of the whole vectors that hold a number of floats, on any target.</summary>
    public static int WholeVectors(int floats) => (floats + WidestLanes - 1) / WidestLanes * WidestLanes;
}
