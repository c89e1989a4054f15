using System.Runtime.Intrinsics;
using Kiln.Numerics;

namespace Kiln.Tests.Numerics;

public class HalfWeightsTests
{
    private static readonly float[] Weights = [.. Enumerable.Range(0, 4099).Select(Weight)];

    [Theory]
    [InlineData(1f)]
    [InlineData(3e-30f)]
    [InlineData(1e8f)]
    public void Weights_are_rounded_as_the_standard_rounds_to_halves(float size)
    {
        float[] weights = [.. Weights.Select(weight => weight * size)], rounded = new float[weights.Length];
        HalfWeights.Round(weights, rounded);

        // The largest weight has the exponent 14 as a half, which the standard's own conversion then rounds.
        float unit = MathF.ScaleB(1, MathF.ILogB(weights.Max(MathF.Abs)) - 14);
        for (int i = 0; i < weights.Length; i++)
        {
            float nearest = (float)(Half)(weights[i] / unit) * unit;
            Assert.Equal(MathF.Abs(nearest) < unit * MathF.ScaleB(1, -14) ? 0 : nearest, rounded[i]);
        }
    }

    [Fact]
    public void A_weight_is_off_by_a_small_part_of_itself_or_of_the_largest()
    {
        float[] rounded = new float[Weights.Length];
        HalfWeights.Round(Weights, rounded);
        float largest = Weights.Max(MathF.Abs);
        Assert.All(Weights.Zip(rounded), pair => Assert.InRange(
            Math.Abs((double)pair.First - pair.Second), 0, Math.Max(Math.Abs(pair.First) / 2048, largest * Math.ScaleB(1, -28))));
        Assert.Equal(Weights.Count(weight => Math.Abs(weight) > largest * Math.ScaleB(1, -27)), rounded.Count(weight => weight != 0 && Math.Abs(weight) > largest * Math.ScaleB(1, -27)));
    }

    [Fact]
    public void Vectors_of_either_width_round_alike_and_read_what_they_stored()
    {
        HalfWeights narrow = new(Weights.Length), wide = new(Weights.Length);
        narrow.Fit(Weights);
        wide.Fit(Weights);
        float[] rounded = new float[Weights.Length];
        HalfWeights.Round(Weights, rounded);
        for (int i = 0; i + 16 <= Weights.Length; i += 16)
        {
            Vector512<float> weights = Vector512.LoadUnsafe(ref Weights[i]), expected = Vector512.LoadUnsafe(ref rounded[i]);
            Lanes.StoreHalves(weights, ref wide.Span[0], (nuint)i, wide.Scale);
            Lanes.StoreHalves(weights.GetLower(), ref narrow.Span[0], (nuint)i, narrow.Scale);
            Lanes.StoreHalves(weights.GetUpper(), ref narrow.Span[0], (nuint)i + 8, narrow.Scale);
            Assert.Equal(expected, Lanes.Halves512(ref wide.Span[0], (nuint)i, Vector512.Create(wide.Scale)));
            Assert.Equal(expected.GetLower(), Lanes.Halves256(ref narrow.Span[0], (nuint)i, Vector256.Create(narrow.Scale)));
            Assert.Equal(expected.GetUpper(), Lanes.Halves256(ref narrow.Span[0], (nuint)i + 8, Vector256.Create(narrow.Scale)));
        }

        Assert.Equal(wide.Span, narrow.Span);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void One_weight_that_is_no_number_spoils_all(float weight)
    {
        float[] rounded = new float[40];
        HalfWeights.Round([.. Weights[..39], weight], rounded);
        Assert.All(rounded, value => Assert.True(float.IsNaN(value)));
    }

    [Fact]
    public void The_ends_of_the_floats_stay_finite()
    {
        float[] rounded = new float[4];
        HalfWeights.Round([0, -0f, 0, 0], rounded);
        Assert.All(rounded, value => Assert.Equal(0, value));
        HalfWeights.Round([2e-38f, -2e-38f, 1e-44f, 0], rounded);
        Assert.InRange(rounded[0], 1.999e-38, 2.001e-38);
        Assert.Equal([-rounded[0], 0f, 0f], rounded[1..]);
        HalfWeights.Round([float.MaxValue, 1e9f, -1e9f, 1], rounded);
        Assert.InRange(rounded[0], 2.1e9, 2.15e9);
        Assert.InRange(rounded[1], 0.9995e9, 1.0005e9);
        Assert.Equal(-rounded[1], rounded[2]);
    }

    [Fact]
    public void No_weights_are_rounded_to_none() => HalfWeights.Round([], []);

    [Fact]
    public void Room_for_others_is_refused() =>
        Assert.StartsWith("3 weights were given, but room for 2", Assert.Throws<ArgumentException>(() => HalfWeights.Round([1, 2, 3], new float[2])).Message, StringComparison.Ordinal);

    /// <summary>Of either sign and of many sizes, ties among them.</summary>
    private static float Weight(int i)
    {
        SeededRandom random = new(31, i);
        float mantissa = i % 3 == 0 ? 1 + (random.Next(4096) / 2048f) : (float)(1 + random.NextDouble());
        return MathF.ScaleB(random.Next(2) == 0 ? mantissa : -mantissa, -random.Next(34));
    }
}
