using Kiln.Interchange.Matlab;

namespace Kiln.Interchange.Tests.Matlab;

/// <summary>Models as MatConvNet saves them, made number by number.</summary>
internal static class Made
{
    /// <summary>An array whose element at 0-based place t, the first dimension fastest, is a function of t.</summary>
    public static MatArray<float> Array(int seed, params int[] extents)
    {
        int count = extents.Aggregate(1, (product, extent) => product * extent);
        return new MatArray<float>(extents, [.. Enumerable.Range(0, count).Select(t => (float)Math.Sin((0.7 * t) + seed) / 4)]);
    }

    /// <summary>A layer of today's SimpleNN.</summary>
    public static MatStruct Layer(string name, string type, MatValue[] weights, params (string, MatValue)[] options) =>
        new([("name", new MatText(name)), ("type", new MatText(type)), ("weights", new MatCell(weights)), .. options]);

    /// <summary>A small chain with the layers of <see cref="SmallVgg"/>.</summary>
    /// <param name="full">The name of the first layer that covers its map.</param>
    public static MatFile Chain(string full = "fc6") => new()
    {
        ["layers"] = new MatCell(
            Layer("conv1_1", "conv", [Array(1, 3, 3, 3, 6), Array(2, 6, 1)], ("pad", MatArray.Row(1, 1, 1, 1)), ("stride", MatArray.Row(1, 1))),
            Layer("relu1_1", "relu", []),
            Layer("pool1", "pool", [], ("method", new MatText("max")), ("pool", MatArray.Row(2, 2)), ("stride", MatArray.Row(2, 2)), ("pad", MatArray.Row(0, 1, 0, 1))),
            Layer("conv2_1", "conv", [Array(3, 3, 3, 6, 8), Array(4, 1, 8)], ("pad", MatArray.Of(1)), ("stride", MatArray.Of(1))),
            Layer("relu2_1", "relu", []),
            Layer(full, "conv", [Array(5, 6, 5, 8, 16), Array(6, 1, 16)], ("pad", MatArray.Of(0))),
            Layer("relu6", "relu", []),
            Layer("fc8", "conv", [Array(7, 1, 1, 16, 5), Array(8, 5, 1)]),
            Layer("prob", "softmax", [])),
        ["meta"] = new MatStruct(
            ("normalization", new MatStruct(
                ("imageSize", MatArray.Row(12, 10, 3)), ("averageImage", new MatArray<float>([1, 1, 3], [120, 110, 100])), ("interpolation", new MatText("bilinear")),
                ("keepAspect", MatArray.Of(true)), ("border", MatArray.Row(4, 2)))),
            ("classes", new MatStruct(("name", MatCell.Of("n1", "n2", "n3", "n4", "n5")), ("description", MatCell.Of("ant", "bee", "cat", "dog", "eel"))))),
    };
}
