using System.Runtime.Intrinsics;
using Kiln.Numerics;

namespace Kiln.Tests.Numerics;

public class LanesTests
{
    private const int Untouched = 99;

    private static readonly float[] Values = [.. Enumerable.Range(1, 16).Select(i => (float)i)];

    private static readonly int[] Numbers = [.. Enumerable.Range(0, 16).Select(i => i == 5 ? -1 : 15 * i)];

    public static TheoryData<int> Counts { get; } = [.. Enumerable.Range(1, 16)];

    [Theory]
    [MemberData(nameof(Counts))]
    public void A_store_writes_the_first_lanes_and_nothing_else(int count)
    {
        Vector512<float> wide = Vector512.Create(Values);
        float[] stored = Filled<float>(Untouched);
        Lanes.Store(wide, ref stored[0], 1, count);
        Check(stored, Values, count);

        if (count > 8)
            return;

        stored = Filled<float>(Untouched);
        Lanes.Store(wide.GetLower(), ref stored[0], 1, count);
        Check(stored, Values, count);
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Winners_are_stored_as_bytes_and_words(int count)
    {
        Vector512<int> wide = Vector512.Create(Numbers);
        byte[] bytes = Filled<byte>(Untouched), lowBytes = Filled<byte>(Untouched);
        ushort[] words = Filled<ushort>(Untouched), lowWords = Filled<ushort>(Untouched);
        Lanes.Store(wide, ref bytes[0], 1, count);
        Lanes.Store(wide, ref words[0], 1, count);
        Check(bytes, Array.ConvertAll(Numbers, number => (byte)number), count);
        Check(words, Array.ConvertAll(Numbers, number => (ushort)number), count);

        if (count > 8)
            return;

        Lanes.Store(wide.GetLower(), ref lowBytes[0], 1, count);
        Lanes.Store(wide.GetLower(), ref lowWords[0], 1, count);
        Assert.Equal(bytes, lowBytes);
        Assert.Equal(words, lowWords);
    }

    [Fact]
    public void A_number_is_scaled_by_every_power_and_rounded_once()
    {
        foreach (float number in new[] { 1f, -1.2345678f, 1.9999999f, 0, float.NaN, float.PositiveInfinity })
        {
            for (int power = -252; power <= 254; power++)
            {
                float expected = MathF.ScaleB(number, power);
                Assert.Equal(Vector512.Create(expected), Lanes.Scale(Vector512.Create(number), Vector512.Create((float)power)));
                Assert.Equal(Vector256.Create(expected), Lanes.Scale(Vector256.Create(number), Vector256.Create((float)power)));
            }
        }

        Assert.All(Enumerable.Range(0, 16), lane => Assert.True(float.IsNaN(Lanes.Scale(Vector512.Create(float.NaN), Vector512.Create(float.NaN))[lane])));
    }

    [Theory]
    [InlineData(2, 3, 2)]
    [InlineData(3, 2, 2)]
    [InlineData(float.NaN, 2, float.NaN)]
    [InlineData(float.PositiveInfinity, 89, 89)]
    [InlineData(-0f, 0f, -0f)]
    public void The_smaller_of_two_keeps_the_first_of_equals_and_one_that_is_no_number(float best, float next, float smaller)
    {
        Assert.Equal(BitConverter.SingleToInt32Bits(smaller), BitConverter.SingleToInt32Bits(Lanes.Smaller(Vector512.Create(best), Vector512.Create(next))[0]));
        Assert.Equal(BitConverter.SingleToInt32Bits(smaller), BitConverter.SingleToInt32Bits(Lanes.Smaller(Vector256.Create(best), Vector256.Create(next))[0]));
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void The_lanes_behind_the_first_are_zero(int count)
    {
        float[] expected = [.. Values.Select((value, lane) => lane < count ? value : 0)];
        Assert.Equal(Vector512.Create(expected), Lanes.First(Vector512.Create(Values), count));
        if (count <= 8)
            Assert.Equal(Vector256.Create(expected), Lanes.First(Vector256.Create(Values), count));
    }

    [Fact]
    public void A_transpose_has_every_element_once_and_touches_nothing_else()
    {
        const int most = 19, sourceRow = 23, targetRow = 29;
        float[] source = [.. Enumerable.Range(0, most * sourceRow).Select(i => (float)i)];
        for (int rows = 1; rows <= most; rows++)
        {
            for (int columns = 1; columns <= most; columns++)
            {
                float[] target = new float[most * targetRow];
                Array.Fill(target, -1);
                Lanes.Transpose(ref source[0], sourceRow, ref target[0], targetRow, rows, columns);
                for (int i = 0; i < target.Length; i++)
                {
                    (int column, int row) = (i / targetRow, i % targetRow);
                    Assert.Equal(row < rows && column < columns ? source[(row * sourceRow) + column] : -1, target[i]);
                }
            }
        }
    }

    private static T[] Filled<T>(int value)
        where T : System.Numerics.INumber<T>
    {
        T[] array = new T[18];
        Array.Fill(array, T.CreateTruncating(value));
        return array;
    }

    private static void Check<T>(T[] stored, T[] values, int count)
        where T : System.Numerics.INumber<T> =>
        Assert.Equal([T.CreateTruncating(Untouched), .. values.Take(count), .. Filled<T>(Untouched).Skip(count + 1)], stored);
}
