using System.Numerics;

namespace Kiln.Numerics;

/// <summary>Uniform random numbers that depend on the seed alone: the same on every platform and .NET version.</summary>
/// <remarks>xoshiro256** seeded through splitmix64 (Blackman and Vigna 2018, arXiv:1805.01407). System.Random promises no
/// sequence across versions, and a resumed training must draw the numbers the uninterrupted one would have drawn.</remarks>
public sealed class SeededRandom
{
    private ulong s0, s1, s2, s3;

    /// <summary>A generator for a seed and a stream.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="stream">Which of the seed's independent sequences: an epoch, an image.</param>
    public SeededRandom(int seed, long stream = 0) => Restart(seed, stream);

    /// <summary>Starts over as a new generator would: one generator serves many streams without allocating.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="stream">Which of the seed's independent sequences.</param>
    public void Restart(int seed, long stream)
    {
        ulong state = unchecked(((ulong)(uint)seed << 32) ^ ((ulong)stream * 0x9E3779B97F4A7C15) ^ 0x6B696C6E);
        s0 = SplitMix(ref state);
        s1 = SplitMix(ref state);
        s2 = SplitMix(ref state);
        s3 = SplitMix(ref state);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
        ulong t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [0, <paramref name="count"/>).</summary>
    /// <param name="count">At least 1.</param>
    public int Next(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return (int)(((NextBits() >> 32) * (ulong)count) >> 32);
    }

    /// <summary>Puts the elements in a random order.</summary>
    /// <param name="values">The elements.</param>
    /// <typeparam name="T">Any type.</typeparam>
    public void Shuffle<T>(Span<T> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = Next(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    private static ulong SplitMix(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
