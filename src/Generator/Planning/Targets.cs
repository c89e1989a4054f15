namespace Kiln.Generator.Planning;

/// <summary>The facts about a target that plans depend on.</summary>
/// <param name="Lanes">Floats a vector.</param>
/// <param name="Registers">Vector registers.</param>
/// <param name="FmaLatency">Cycles until a multiply-add's result can be used.</param>
/// <param name="FmaPerCycle">Multiply-adds a cycle.</param>
/// <param name="LoadsPerCycle">Vector loads a cycle.</param>
/// <param name="L1Bytes">First-level data cache of a core.</param>
/// <param name="L2Bytes">Second-level cache of a core.</param>
internal sealed record Target(int Lanes, int Registers, int FmaLatency, int FmaPerCycle, int LoadsPerCycle, int L1Bytes, int L2Bytes)
{
    /// <summary>x86-64 with AVX2 and FMA (Zen 2 and later, Haswell and later): the smaller of the two families' caches.</summary>
    public static Target Avx2 { get; } = new(Lanes: 8, Registers: 16, FmaLatency: 4, FmaPerCycle: 2, LoadsPerCycle: 2, L1Bytes: 32 << 10, L2Bytes: 512 << 10);

    /// <summary>Vectors that hold a number of floats.</summary>
    public int Vectors(int floats) => (floats + Lanes - 1) / Lanes;
}
