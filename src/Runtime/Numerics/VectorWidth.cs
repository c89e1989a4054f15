using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kiln.Numerics;

/// <summary>Which of a network's sets of kernels runs: every network is compiled for vectors of 256 bits (AVX2) and of 512 (AVX-512).</summary>
/// <remarks>The widest that the processor computes in one instruction, unless the environment variable <see cref="EnvironmentVariable"/> says 256 or 512: to
/// measure one against the other, or to test the other. On a processor without them vectors are emulated, slowly. Sums of the two differ in rounding.</remarks>
public static class VectorWidth
{
    /// <summary>The name of the environment variable.</summary>
    public const string EnvironmentVariable = "KILN_VECTOR_BITS";

    private static readonly AsyncLocal<int> Chosen = new();

    /// <summary>Bits of the vectors of networks that are built now: 256 or 512.</summary>
    /// <exception cref="VectorWidthException">The environment variable says something else, or 512 in an executable without those kernels.</exception>
    public static int Bits => Chosen.Value != 0 ? Chosen.Value : Environment.GetEnvironmentVariable(EnvironmentVariable) switch
    {
        null or "" => Vector512.IsHardwareAccelerated ? 512 : 256,
        "256" => 256,
        "512" when MayBe512 => 512,
        "512" => throw new VectorWidthException($"the environment variable {EnvironmentVariable} is 512, but {Without512}"),
        { } other => throw new VectorWidthException($"the environment variable {EnvironmentVariable} is '{other}'; 256 and 512 are understood"),
    };

    /// <summary>Whether kernels for 512 bits can run at all. An executable compiled ahead of time for processors without them leaves those kernels out.</summary>
    internal static bool MayBe512
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated || RuntimeFeature.IsDynamicCodeSupported;
    }

    private static string Without512 => "this executable was compiled ahead of time for processors without such vectors; use 256";

    /// <summary>Chooses the width for networks that the calling flow of control builds, until the result is disposed.</summary>
    /// <param name="bits">256 or 512.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another number.</exception>
    /// <exception cref="PlatformNotSupportedException">512 in an executable without those kernels.</exception>
    public static Scope Use(int bits)
    {
        if (bits is not (256 or 512))
            throw new ArgumentOutOfRangeException(nameof(bits), bits, "vectors have 256 or 512 bits");

        if (bits == 512 && !MayBe512)
            throw new PlatformNotSupportedException(Without512);

        Scope scope = new(Chosen.Value);
        Chosen.Value = bits;
        return scope;
    }

    /// <summary>While it lasts, networks are built for a chosen width.</summary>
    public sealed class Scope : IDisposable
    {
        private readonly int before;

        internal Scope(int before) => this.before = before;

        /// <summary>Ends the choice.</summary>
        public void Dispose() => Chosen.Value = before;
    }
}
