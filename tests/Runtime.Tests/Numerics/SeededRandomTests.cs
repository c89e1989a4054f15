using CsCheck;
using Kiln.Numerics;

namespace Kiln.Tests.Numerics;

public class SeededRandomTests
{
    /// <summary>xoshiro256** seeded by splitmix64, recomputed here with the papers' formulas, so that no version may change the sequence.</summary>
    [Theory]
    [InlineData(0, 0L)]
    [InlineData(42, 0L)]
    [InlineData(-1, 7L)]
    public void The_sequence_is_fixed(int seed, long stream)
    {
        ulong state = unchecked(((ulong)(uint)seed << 32) ^ ((ulong)stream * 0x9E3779B97F4A7C15) ^ 0x6B696C6E);
        ulong[] s = [.. Enumerable.Range(0, 4).Select(_ => SplitMix(ref state))];
        SeededRandom random = new(seed, stream);
        for (int i = 0; i < 100; i++)
        {
            ulong expected = ulong.RotateLeft(s[1] * 5, 7) * 9;
            ulong t = s[1] << 17;
            s[2] ^= s[0];
            s[3] ^= s[1];
            s[1] ^= s[2];
            s[0] ^= s[3];
            s[2] ^= t;
            s[3] = ulong.RotateLeft(s[3], 45);
            Assert.Equal(expected, random.NextBits());
        }
    }

    [Fact]
    public void The_first_numbers_stay_what_they_are()
    {
        SeededRandom random = new(1);
        Assert.Equal([729, 822, 208, 36, 669, 486], Enumerable.Range(0, 6).Select(_ => random.Next(1000)));
    }

    [Fact]
    public void A_restart_equals_a_new_generator()
    {
        SeededRandom random = new(3);
        random.NextBits();
        random.Restart(5, 9);
        SeededRandom other = new(5, 9);
        Assert.Equal(other.NextBits(), random.NextBits());
    }

    [Fact]
    public void Numbers_are_uniform()
    {
        SeededRandom random = new(11);
        const int Draws = 200_000, Cells = 20;
        int[] counts = new int[Cells];
        double sum = 0, squares = 0;
        for (int i = 0; i < Draws; i++)
        {
            counts[random.Next(Cells)]++;
            double value = random.NextDouble();
            Assert.InRange(value, 0, 1 - 1e-16);
            sum += value;
            squares += value * value;
        }

        double expected = (double)Draws / Cells;
        double chiSquare = counts.Sum(count => (count - expected) * (count - expected) / expected);
        Assert.InRange(chiSquare, 4, 46);
        Assert.Equal(0.5, sum / Draws, 0.004);
        Assert.Equal(1.0 / 3, squares / Draws, 0.004);
    }

    [Fact]
    public void Normal_numbers_have_mean_0_and_deviation_1()
    {
        NormalRandom random = new(12);
        double[] values = [.. Enumerable.Range(0, 100_000).Select(_ => random.Next())];
        Assert.Equal(0, values.Average(), 0.02);
        Assert.Equal(1, values.Average(value => value * value), 0.02);
        Assert.Equal(3, values.Average(value => Math.Pow(value, 4)), 0.15);
    }

    [Fact]
    public void Streams_differ()
    {
        HashSet<ulong> first = [];
        for (int seed = 0; seed < 20; seed++)
            for (int stream = 0; stream < 500; stream++)
                Assert.True(first.Add(new SeededRandom(seed, stream).NextBits()));
    }

    [Fact]
    public void A_shuffle_is_a_permutation() =>
        Gen.Select(Gen.Int[0, 300], Gen.Int).Sample((count, seed) =>
        {
            int[] values = [.. Enumerable.Range(0, count)];
            new SeededRandom(seed).Shuffle(values.AsSpan());
            Assert.Equal(Enumerable.Range(0, count), values.Order());
        });

    [Fact]
    public void No_choice_among_nothing() => Assert.Throws<ArgumentOutOfRangeException>(() => new SeededRandom(1).Next(0));

    private static ulong SplitMix(ref ulong state)
    {
        ulong z = unchecked(state += 0x9E3779B97F4A7C15);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }
}
