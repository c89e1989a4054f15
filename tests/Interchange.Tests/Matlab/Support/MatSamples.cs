using Kiln.Interchange.Matlab;

namespace Kiln.Interchange.Tests.Matlab;

/// <summary>Variables of every class.</summary>
internal static class MatSamples
{
    /// <summary>All classes, nested, empty, complex, and of sizes on both sides of what a tag has room for.</summary>
    public static MatFile EveryClass() => new()
    {
        ["d"] = new MatArray<double>([2, 3], [1, -0.0, double.NaN, double.PositiveInfinity, Math.PI, double.Epsilon]),
        ["scalar"] = MatArray.Of(256),
        ["f"] = new MatArray<float>([2, 2, 2], [1, 2, 3, 4, 5, float.MinValue, float.MaxValue, float.NaN]),
        ["one"] = new MatArray<float>([1, 1], [1.5f]),
        ["i8"] = new MatArray<sbyte>([1, 3], [-128, 0, 127]),
        ["u8"] = new MatArray<byte>([1, 9], [0, 1, 2, 3, 4, 5, 6, 7, 255]),
        ["i16"] = new MatArray<short>([1, 2], [short.MinValue, short.MaxValue]),
        ["u16"] = new MatArray<ushort>([3, 1], [0, 1, ushort.MaxValue]),
        ["i32"] = new MatArray<int>([1, 2], [int.MinValue, int.MaxValue]),
        ["u32"] = new MatArray<uint>([1, 1], [uint.MaxValue]),
        ["i64"] = new MatArray<long>([1, 2], [long.MinValue, long.MaxValue]),
        ["u64"] = new MatArray<ulong>([1, 1], [ulong.MaxValue]),
        ["yes"] = MatArray.Of(true),
        ["mask"] = new MatArray<byte>([2, 2], [1, 0, 0, 1], isLogical: true),
        ["z"] = new MatArray<double>([1, 2], [1, 2], imaginary: new MatArray<double>([1, 2], [-3, 4])),
        ["zf"] = new MatArray<float>([1, 1], [1], imaginary: new MatArray<float>([1, 1], [2])),
        ["text"] = new MatText("conv1_1"),
        ["wide"] = new MatText("Größe μ 3×3"),
        ["rows"] = new MatText([2, 3], "adbecf"),
        ["none"] = new MatText(""),
        ["empty"] = new MatArray<double>([0, 0], []),
        ["noRows"] = new MatArray<float>([0, 3], []),
        ["cell"] = new MatCell([2, 2], [MatArray.Of(1), new MatText("two"), new MatCell([0, 0], []), MatArray.Row(1, 2, 3)]),
        ["s"] = new MatStruct(("name", new MatText("x")), ("inner", new MatStruct(("deep", new MatCell(MatArray.Of(7)))))),
        ["array"] = new MatStruct([1, 2], ["a", "bcd"], [MatArray.Of(1), new MatText("p"), MatArray.Of(2), new MatText("q")]),
        ["noStructs"] = new MatStruct([0, 1], ["a"], []),
        ["noFields"] = new MatStruct([1, 1], [], []),
        ["object"] = new MatStruct([1, 1], ["a"], [MatArray.Of(3)], className: "inlineobj"),
        ["longName_of_a_variable_that_has_sixty_three_letters_and_digits1"] = new MatStruct(("aFieldWhoseNameIsLongerThanThirtyOneLetters", MatArray.Of(1))),
        ["ramp"] = new MatArray<float>([100, 101], [.. Enumerable.Range(0, 10_100).Select(i => i / 3f)]),
    };

    /// <summary>The bytes of a file.</summary>
    public static byte[] Bytes(MatFile file, bool compress)
    {
        using TemporaryFolder folder = new();
        file.Write(folder["x.mat"], compress);
        return File.ReadAllBytes(folder["x.mat"]);
    }
}
