using System.Numerics;
using System.Runtime.InteropServices;
using Kiln.Interchange.Matlab;

namespace Kiln.Interchange.Tests.Matlab;

/// <summary>Compares values bit by bit.</summary>
internal static class MatAssert
{
    public static void Equal(IEnumerable<KeyValuePair<string, MatValue>> expected, MatFile actual)
    {
        Assert.Equal(expected.Select(variable => variable.Key), actual.Names);
        foreach ((string name, MatValue value) in expected)
            Equal(value, actual[name], name);
    }

    public static void Equal(MatValue expected, MatValue actual, string where)
    {
        Assert.True(expected.Class == actual.Class, $"{where}: {expected.Class} became {actual.Class}");
        Assert.True(expected.Dimensions.SequenceEqual(actual.Dimensions), $"{where}: {expected.Extents} became {actual.Extents}");
        switch (expected)
        {
            case MatText text: Assert.Equal(text.Value, ((MatText)actual).Value); break;
            case MatCell cell: All(cell.Values, ((MatCell)actual).Values, where); break;
            case MatStruct structs:
                Assert.Equal((structs.ClassName, string.Join(",", structs.Fields)), (((MatStruct)actual).ClassName, string.Join(",", ((MatStruct)actual).Fields)));
                All(Values(structs), Values((MatStruct)actual), where);
                break;
            case MatArray<double> numbers: Numbers(numbers, actual, where); break;
            case MatArray<float> numbers: Numbers(numbers, actual, where); break;
            case MatArray<sbyte> numbers: Numbers(numbers, actual, where); break;
            case MatArray<byte> numbers: Numbers(numbers, actual, where); break;
            case MatArray<short> numbers: Numbers(numbers, actual, where); break;
            case MatArray<ushort> numbers: Numbers(numbers, actual, where); break;
            case MatArray<int> numbers: Numbers(numbers, actual, where); break;
            case MatArray<uint> numbers: Numbers(numbers, actual, where); break;
            case MatArray<long> numbers: Numbers(numbers, actual, where); break;
            case MatArray<ulong> numbers: Numbers(numbers, actual, where); break;
            default: Assert.Fail($"{where} is a {expected.GetType().Name}"); break;
        }
    }

    /// <summary>Takes everything out of a file: what is wrong with it shows then at the latest.</summary>
    public static long Walk(MatValue value) => value switch
    {
        MatText text => text.Value.Length + text.Rows.Count,
        MatCell cell => cell.Values.Sum(Walk),
        MatStruct structs => Values(structs).Sum(Walk),
        MatArray array => array.To<float>().Length + (array.Imaginary is { } imaginary ? Walk(imaginary) : 0),
        _ => 0,
    };

    private static MatValue[] Values(MatStruct structs) => [.. from i in Enumerable.Range(0, structs.Count) from field in structs.Fields select structs[i, field]];

    private static void All(IReadOnlyList<MatValue> expected, IReadOnlyList<MatValue> actual, string where)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++)
            Equal(expected[i], actual[i], $"{where}[{i}]");
    }

    private static void Numbers<T>(MatArray<T> expected, MatValue actual, string where)
        where T : unmanaged, INumber<T>
    {
        MatArray<T> read = Assert.IsType<MatArray<T>>(actual);
        Assert.Equal(expected.IsLogical, read.IsLogical);
        Assert.True(MemoryMarshal.AsBytes(expected.Values).SequenceEqual(MemoryMarshal.AsBytes(read.Values)), $"{where}: the numbers differ");
        Assert.Equal(expected.Imaginary is null, read.Imaginary is null);
        if (expected.Imaginary is not null)
            Equal(expected.Imaginary, read.Imaginary!, where + ".Imaginary");
    }
}
