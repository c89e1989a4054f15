using CsCheck;

namespace Kiln.Networks.Tests.Random;

/// <summary>How networks are drawn: every number that a kernel is specialised for, in the ranges where vectors, tiles and panels have their tails.</summary>
internal static class RandomNetworks
{
    private static readonly int[] Many = [12, 15, 16, 17, 20, 24, 31, 32, 33, 40];

    private static readonly Gen<int> Channels = Gen.OneOf(Gen.Int[1, 10], Gen.Int[0, 9].Select(index => Many[index]));

    private static readonly Gen<int> Stride = Gen.Frequency((4, Gen.Const(1)), (3, Gen.Const(2)), (1, Gen.Int[3, 4]));

    private static readonly Gen<int> Pad = Gen.Frequency((4, Gen.Const(0)), (2, Gen.Const(1)), (1, Gen.Int[2, 4]));

    private static readonly Gen<(int, int, int, int)> NoPads = Gen.Const((0, 0, 0, 0));

    private static readonly Gen<(int, int, int, int)> Pads = Gen.Select(Pad, Pad, Pad, Pad);

    private static readonly Gen<RandomLayer> Relu = Gen.Bool.Select(_ => new RandomLayer(RandomKind.Relu, 1, 1, 1, 1, default, 0, false, false));

    /// <summary>Half the windows are square, and half the strides 1: those may be transformed.</summary>
    private static readonly Gen<RandomLayer> Conv = Gen.Select(
        Gen.OneOf(Gen.Select(Gen.Int[1, 5], Gen.Int[1, 6]), Gen.Int[2, 5].Select(size => (size, size))),
        Gen.OneOf(Gen.Select(Stride, Stride), Gen.Const((1, 1))),
        Gen.Frequency((2, NoPads), (1, Pads)),
        Gen.Select(Channels, Gen.Bool),
        (window, stride, pads, filters) => new RandomLayer(RandomKind.Conv, window.Item1, window.Item2, stride.Item1, stride.Item2, pads, filters.Item1, filters.Item2, false));

    /// <summary>Half of them are such as are fused: no pad, stride at least the window.</summary>
    private static readonly Gen<RandomLayer> MaxPool = Gen.OneOf(
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[0, 1], Gen.Int[0, 1], (height, width, moreY, moreX) =>
            new RandomLayer(RandomKind.MaxPool, height, width, height + moreY, width + moreX, default, 0, false, false)),
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 5], Stride, Stride, Gen.OneOf(NoPads, Pads), (height, width, strideY, strideX, pads) =>
            new RandomLayer(RandomKind.MaxPool, height, width, strideY, strideX, pads, 0, false, false)));

    private static readonly Gen<RandomLayer> Layer = Gen.Select(
        Gen.Frequency((4, Conv), (2, MaxPool), (2, Relu)),
        Gen.Int[0, 9],
        (layer, keep) => layer with { Keep = keep == 0 });

    /// <summary>One network.</summary>
    public static Gen<RandomNetwork> Network { get; } = Gen.Select(
        Gen.Select(Gen.Int[1, 16], Gen.Int[1, 20], Channels),
        Layer.Array[1, 8],
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 2], Gen.Int[1, 7], Gen.Int[0, 1_000_000]),
        (image, layers, rest) => new RandomNetwork(new Shape(image.Item1, image.Item2, image.Item3), layers, (rest.Item1 > 0, rest.Item2 > 0), rest.Item3, rest.Item4));
}
