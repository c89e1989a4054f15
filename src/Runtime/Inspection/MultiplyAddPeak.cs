using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Kiln.Devices;
using Kiln.Numerics;

namespace Kiln.Inspection;

/// <summary>The most multiply-adds that this machine does a second in the vectors that networks use, on a number of threads at once.</summary>
public sealed class MultiplyAddPeak : TeamJob, IDisposable
{
    private const int Iterations = 100_000;
    private const int Accumulators = 12;

    private readonly int bits = VectorWidth.Bits;
    private readonly WorkerTeam team;
    private readonly float[] sums;

    /// <summary>Starts the threads.</summary>
    /// <param name="threads">How many; 0 for one a processor.</param>
    public MultiplyAddPeak(int threads)
    {
        team = new WorkerTeam(threads);
        sums = new float[team.Threads];
    }

    /// <summary>Multiply-adds of one <see cref="Measure"/>.</summary>
    public double MultiplyAdds => (double)Iterations * Accumulators * (bits / 32) * team.Threads;

    /// <summary>Times one round, of about a quarter of a millisecond.</summary>
    /// <returns>Seconds.</returns>
    public double Measure()
    {
        long start = Stopwatch.GetTimestamp();
        team.Run(this, 0, team.Threads);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose() => team.Dispose();

    /// <inheritdoc/>
    protected internal override void RunPart(int part, int from, int to, int worker)
    {
        for (int i = from; i < to; i++)
            sums[i] = bits == 512 ? Loop512(sums[i]) : Loop256(sums[i]);
    }

    /// <summary>Twelve chains of sums that do not wait for each other: two units of four cycles' latency need eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Loop256(float start)
    {
        // The factor keeps the sums finite, and far from the slow tiny numbers.
        Vector256<float> factor = Vector256.Create(0.5f), term = Vector256.Create(1f);
        Vector256<float> a = Vector256.Create(start), b = a, c = a, d = a, e = a, f = a, g = a, h = a, i = a, j = a, k = a, l = a;
        for (int n = 0; n < Iterations; n++)
        {
            a = Vector256.FusedMultiplyAdd(a, factor, term);
            b = Vector256.FusedMultiplyAdd(b, factor, term);
            c = Vector256.FusedMultiplyAdd(c, factor, term);
            d = Vector256.FusedMultiplyAdd(d, factor, term);
            e = Vector256.FusedMultiplyAdd(e, factor, term);
            f = Vector256.FusedMultiplyAdd(f, factor, term);
            g = Vector256.FusedMultiplyAdd(g, factor, term);
            h = Vector256.FusedMultiplyAdd(h, factor, term);
            i = Vector256.FusedMultiplyAdd(i, factor, term);
            j = Vector256.FusedMultiplyAdd(j, factor, term);
            k = Vector256.FusedMultiplyAdd(k, factor, term);
            l = Vector256.FusedMultiplyAdd(l, factor, term);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    /// <summary>The same in the wider registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Loop512(float start)
    {
        // The factor keeps the sums finite, and far from the slow tiny numbers.
        Vector512<float> factor = Vector512.Create(0.5f), term = Vector512.Create(1f);
        Vector512<float> a = Vector512.Create(start), b = a, c = a, d = a, e = a, f = a, g = a, h = a, i = a, j = a, k = a, l = a;
        for (int n = 0; n < Iterations; n++)
        {
            a = Vector512.FusedMultiplyAdd(a, factor, term);
            b = Vector512.FusedMultiplyAdd(b, factor, term);
            c = Vector512.FusedMultiplyAdd(c, factor, term);
            d = Vector512.FusedMultiplyAdd(d, factor, term);
            e = Vector512.FusedMultiplyAdd(e, factor, term);
            f = Vector512.FusedMultiplyAdd(f, factor, term);
            g = Vector512.FusedMultiplyAdd(g, factor, term);
            h = Vector512.FusedMultiplyAdd(h, factor, term);
            i = Vector512.FusedMultiplyAdd(i, factor, term);
            j = Vector512.FusedMultiplyAdd(j, factor, term);
            k = Vector512.FusedMultiplyAdd(k, factor, term);
            l = Vector512.FusedMultiplyAdd(l, factor, term);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }
}
