using System.Runtime.InteropServices;
using Kiln.Import.Tests.Support;
using Kiln.Interchange;
using Kiln.Interchange.Declarations;
using Kiln.Interchange.Onnx;

namespace Kiln.Import.Tests.Onnx;

/// <summary>What exporters write and this repository's own does not: each small model has the scores of ONNX Runtime.</summary>
public sealed class OperatorTests
{
    private static readonly Dictionary<string, (long[] Input, string Declared, Func<MadeModel> Model)> Models = new()
    {
        ["biases by Add, and extents that the graph computes"] = ([0, 3, 6, 5], "[Dense(4)]", () => new MadeModel(13)
            .Weights("w", 2, 3, 3, 3).Weights("b", 1, 2, 1, 1).Node("Conv", ["x", "w"], "c", OnnxAttribute.Ints("pads", 1, 1, 1, 1)).Node("Add", ["c", "b"], "y")
            .Integers("zero", 0).Integers("rest", -1).Node("Shape", ["y"], "s").Node("Gather", ["s", "zero"], "n").Node("Concat", ["n", "rest"], "e", OnnxAttribute.Int("axis", 0))
            .Node("Reshape", ["y", "e"], "flat").Weights("m", 60, 4).Weights("mb", 4).Node("MatMul", ["flat", "m"], "p").Node("Add", ["p", "mb"], "z")),
        ["old Clip, BatchNormalization and Dropout"] = ([0, 3, 6, 5], "[Relu(Ceiling = 6)]", () => new MadeModel(9)
            .Weights("w", 4, 3, 1, 1).Node("Conv", ["x", "w"], "c").Raw("one", OnnxElement.Float, [4], Floats(1, 2, 0.5f, 1)).Weights("four", 4)
            .Node("BatchNormalization", ["c", "one", "four", "four", "one"], "b", OnnxAttribute.Float("epsilon", 1e-3)).Node("Dropout", ["b"], "d", OnnxAttribute.Float("ratio", 0.25))
            .Node("Clip", ["d"], "z", OnnxAttribute.Float("min", 0), OnnxAttribute.Float("max", 6))),
        ["zeros around a convolution and a pool of what is not negative"] = ([0, 2, 7, 7], "[MaxPool(3, Stride = 2, Pad = 1)]", () => new MadeModel(13)
            .Integers("p", 0, 0, 1, 0, 0, 0, 2, 1).Node("Pad", ["x", "p"], "a").Weights("w", 3, 2, 3, 3).Node("Conv", ["a", "w"], "c").Node("Relu", ["c"], "r")
            .Integers("q", 0, 0, 1, 1, 0, 0, 1, 1).Node("Pad", ["r", "q"], "s").Node("MaxPool", ["s"], "z", OnnxAttribute.Ints("kernel_shape", 3, 3), OnnxAttribute.Ints("strides", 2, 2))),
        ["windows rounded up"] = ([0, 2, 8, 8], "PadBottom = 1, PadRight = 1", () => new MadeModel(13)
            .Node("MaxPool", ["x"], "z", OnnxAttribute.Ints("kernel_shape", 3, 3), OnnxAttribute.Ints("strides", 2, 2), OnnxAttribute.Int("ceil_mode", 1))),
        ["means in which padding counts"] = ([0, 2, 6, 5], "Groups = 2, Bias = false, Frozen = true", () => new MadeModel(13)
            .Node("AveragePool", ["x"], "z", OnnxAttribute.Ints("kernel_shape", 3, 3), OnnxAttribute.Ints("pads", 1, 1, 1, 1), OnnxAttribute.Int("count_include_pad", 1))),
        ["the same extents, and more of one side"] = ([0, 2, 7, 6], "[Conv(3, 3, 3, Stride = 2", () => new MadeModel(13)
            .Weights("w", 3, 2, 3, 3).Node("Conv", ["x", "w"], "z", OnnxAttribute.Text("auto_pad", "SAME_UPPER"), OnnxAttribute.Ints("strides", 2, 2))),
        ["slopes a channel"] = ([0, 3, 4, 4], "[Add(", () => new MadeModel(13).Raw("s", OnnxElement.Float, [3, 1, 1], Floats(0.1f, -0.5f, 2)).Node("PRelu", ["x", "s"], "z")),
        ["factors a channel, and a gate of the whole map"] = ([0, 3, 4, 4], "[Scale(nameof(", () => new MadeModel(13)
            .Weights("f", 1, 3, 1, 1).Node("Mul", ["x", "f"], "m").Node("GlobalAveragePool", ["m"], "g").Node("Sigmoid", ["g"], "s").Node("Mul", ["m", "s"], "z")),
        ["swish of two operators"] = ([0, 3, 4, 4], "nameof(Swish)", () => new MadeModel(13)
            .Weights("w", 4, 3, 1, 1).Node("Conv", ["x", "w"], "c").Node("Sigmoid", ["c"], "s").Node("Mul", ["c", "s"], "z")),
        ["gelu of five operators"] = ([0, 3, 4, 4], "[Function(", () => new MadeModel(13)
            .Number("r", 1.4142135f).Number("one", 1).Number("half", 0.5f).Node("Div", ["x", "r"], "d").Node("Erf", ["d"], "e").Node("Add", ["e", "one"], "a").Node("Mul", ["x", "a"], "m")
            .Node("Mul", ["m", "half"], "z")),
        ["functions of one operator"] = ([0, 3, 4, 4], "[Function(", () => new MadeModel(18)
            .Node("HardSwish", ["x"], "a").Node("Elu", ["a"], "b").Node("Softplus", ["b"], "c").Node("Mish", ["c"], "d").Node("HardSigmoid", ["d"], "z")),
        ["halves, brains' halves and doubles"] = ([0, 2, 3, 3], "[Conv(1, 1, 2", () => new MadeModel(13)
            .Raw("h", OnnxElement.Float16, [2, 2, 1, 1], Halves(1, -0.5f, 0.25f, 2)).Node("Cast", ["h"], "w", OnnxAttribute.Int("to", 1)).Node("Conv", ["x", "w"], "c")
            .Raw("d", OnnxElement.Double, [2, 1, 1], MemoryMarshal.AsBytes<double>([0.5, -1]).ToArray()).Node("Cast", ["d"], "f", OnnxAttribute.Int("to", 1)).Node("Mul", ["c", "f"], "z")),
        ["columns enlarged and cut"] = ([0, 2, 3, 3], "[Crop(", () => new MadeModel(13)
            .Raw("s", OnnxElement.Float, [4], Floats(1, 1, 2, 3)).Node("Resize", ["x", "", "s"], "r", OnnxAttribute.Text("mode", "nearest"), OnnxAttribute.Text("coordinate_transformation_mode", "asymmetric"), OnnxAttribute.Text("nearest_mode", "floor"))
            .Integers("b", 1, 2).Integers("e", -1, 8).Integers("a", 2, 3).Node("Slice", ["r", "b", "e", "a"], "z")),
        ["a matrix over the channels of pixels that come last"] = ([0, 3, 4, 5], "[Conv(1, 1, 6", () => new MadeModel(13)
            .Node("Transpose", ["x"], "t", OnnxAttribute.Ints("perm", 0, 2, 3, 1)).Weights("m", 3, 6).Node("MatMul", ["t", "m"], "p").Node("Transpose", ["p"], "q", OnnxAttribute.Ints("perm", 0, 3, 1, 2)).Node("Relu", ["q"], "z")),
        ["means of rows and columns"] = ([0, 3, 4, 5], "[GlobalAvgPool]", () => new MadeModel(18)
            .Integers("a", 2, 3).Node("ReduceMean", ["x", "a"], "m", OnnxAttribute.Int("keepdims", 0)).Weights("w", 2, 3).Node("Gemm", ["m", "w"], "z", OnnxAttribute.Int("transB", 1), OnnxAttribute.Float("alpha", 0.5))),
        ["parts of the channels and of the rows"] = ([0, 6, 4, 3], "[Conv(1, 1, 2, Bias = false, Frozen = true", () => new MadeModel(13)
            .Integers("sizes", 4, 2).Split("x", "sizes", 1, "a", "b").Split("a", "", 2, "top", "low").Node("Add", ["top", "low"], "s").Integers("begin", 2).Integers("end", 9).Integers("axis", 1)
            .Node("Slice", ["s", "begin", "end", "axis"], "c").Node("MaxPool", ["b"], "d", OnnxAttribute.Ints("kernel_shape", 2, 1), OnnxAttribute.Ints("strides", 2, 1)).Node("Mul", ["c", "d"], "z")),
        ["unit length"] = ([0, 5, 3, 3], "[LpNorm(", () => new MadeModel(13).Node("LpNormalization", ["x"], "z", OnnxAttribute.Int("axis", 1), OnnxAttribute.Int("p", 2))),
    };

    public static TheoryData<string> Names => [.. Models.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void AModelAgrees(string name)
    {
        (long[] input, string declared, Func<MadeModel> model) = Models[name];
        Assert.Contains(declared, ImportAgreement.Check(model().Bytes(input, "z"), images: 2), StringComparison.Ordinal);
    }

    [Fact]
    public void AllProblemsAreSaidAtOnce()
    {
        byte[] model = new MadeModel(13).Weights("w", 2, 3, 3, 3).Weights("k", 5)
            .Node("Conv", ["x", "w"], "first", OnnxAttribute.Int("group", 2)).Node("Einsum", ["x"], "second").Node("Relu", ["x"], "r", OnnxAttribute.Int("slow", 1))
            .Node("Mul", ["x", "k"], "third").Node("NonZero", ["third"], "z").Bytes([0, 3, 6, 5], "z");
        InterchangeException error = Assert.Throws<InterchangeException>(() => NetworkImport.Read(model, new ImportOptions { Name = "net.onnx" }));
        Assert.Equal(
            [
                "first (Conv): has 2 filters of 3 channels in 2 groups, which do not fit the 3 channels that it reads",
                "second (Einsum): there is no layer for that operator",
                "r (Relu): slow is an attribute that is not known",
                "third (Mul): combines N×3×6×5 with constants of 5, where one number, or one a channel, can be said",
                "z (NonZero): there is no layer for that operator",
            ],
            error.Problems);
        Assert.StartsWith("net.onnx: has what cannot be declared: first (Conv): ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatTheFileDoesNotHoldIsSaid()
    {
        Assert.Equal(
            "model: tensor 'w' is in another file, which is not read; save the model as one file",
            Refused(new MadeModel(13).External("w", 2, 3, 3, 3).Node("Conv", ["x", "w"], "z").Bytes([0, 3, 6, 5], "z")));
        Assert.Contains("say which, rows × columns × channels, such as 224x224x3", Refused(new MadeModel(13).Node("Relu", ["x"], "z").Bytes([0, 3, 0, 0], "z")), StringComparison.Ordinal);
        Assert.Contains("opset 6: versions 7 to 23 of the operators are read", Refused(new MadeModel(6).Node("Relu", ["x"], "z").Bytes([1, 3, 4, 4], "z")), StringComparison.Ordinal);
        Assert.Contains("tensor 'w' has 3 elements, where 2×2 were expected", Refused(new MadeModel(13).Raw("w", OnnxElement.Float, [2, 2], new byte[12]).Node("Relu", ["x"], "z").Bytes([1, 3, 4, 4], "z")), StringComparison.Ordinal);
    }

    private static string Refused(byte[] model) => Assert.Throws<InterchangeException>(() => NetworkImport.Read(model)).Message;

    private static byte[] Floats(params float[] numbers) => MemoryMarshal.AsBytes<float>(numbers).ToArray();

    private static byte[] Halves(params float[] numbers) => MemoryMarshal.AsBytes<Half>(numbers.Select(number => (Half)number).ToArray()).ToArray();
}
