using CsCheck;

namespace Kiln.Networks.Tests.Random;

/// <summary>How networks are drawn: every number that a kernel is specialised for, in the ranges where vectors, tiles and panels have their tails.</summary>
internal static class RandomNetworks
{
    private const int MostSeed = 1_000_000;

    /// <summary>More is left out, so that thousands of networks take minutes.</summary>
    private const long SmallWork = 60_000, LargeWork = 400_000, HugeWork = 1_500_000, BlocksWork = 2_500_000;

    private static readonly int[] Many = [12, 15, 16, 17, 20, 24, 31, 32, 33, 40];

    private static readonly int[] Wide = [16, 24, 32, 33, 48, 64];

    private static readonly int[] Few = [7, 8, 16, 20, 32];

    private static readonly Gen<int> Channels = Gen.OneOf(Gen.Int[1, 10], Gen.Int[0, 9].Select(index => Many[index]));

    private static readonly Gen<int> WideChannels = Gen.Int[0, 5].Select(index => Wide[index]);

    private static readonly Gen<int> BlockChannels = Gen.Int[0, 4].Select(index => Few[index]);

    private static readonly Gen<int> Stride = Gen.Frequency((4, Gen.Const(1)), (3, Gen.Const(2)), (1, Gen.Int[3, 4]));

    private static readonly Gen<int> Pad = Gen.Frequency((4, Gen.Const(0)), (2, Gen.Const(1)), (1, Gen.Int[2, 4]));

    private static readonly Gen<(int, int, int, int)> NoPads = Gen.Const((0, 0, 0, 0));

    private static readonly Gen<(int, int, int, int)> Pads = Gen.Select(Pad, Pad, Pad, Pad);


    private static readonly Gen<(int From, int Seed)> Place = Gen.Select(Gen.Int[0, 99], Gen.Int[0, MostSeed]);

    /// <summary>Half the windows are square, and half the strides 1: those may be transformed.</summary>
    private static readonly Gen<RandomLayer> AnyConv = Gen.Select(
        Gen.OneOf(Gen.Select(Gen.Int[1, 5], Gen.Int[1, 6]), Gen.Int[2, 5].Select(size => (size, size))),
        Gen.OneOf(Gen.Select(Stride, Stride), Gen.Const((1, 1))),
        Gen.Frequency((2, NoPads), (1, Pads)),
        Channels,
        Place,
        (window, strides, pads, filters, place) => new RandomLayer(RandomKind.Conv, place.From, window.Item1, window.Item2, strides, pads, filters, place.Seed));

    /// <summary>Filters as most networks have them, which keep the extents.</summary>
    private static readonly Gen<RandomLayer> UsualConv = Usual(RandomKind.Conv, Channels);

    private static readonly Gen<RandomLayer> Depthwise = Gen.OneOf(
        Usual(RandomKind.Depthwise, Channels), AnyConv.Select(conv => conv with { Kind = RandomKind.Depthwise }));

    /// <summary>Half of them are such as are fused: no pad, stride at least the window.</summary>
    private static readonly Gen<RandomLayer> Pool = Gen.Select(
        Gen.OneOf(
            Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[0, 1], Gen.Int[0, 1], (height, width, moreY, moreX) => (height, width, (height + moreY, width + moreX), (0, 0, 0, 0))),
            Gen.Select(Gen.Int[1, 5], Gen.Int[1, 5], Gen.Select(Stride, Stride), Gen.OneOf(NoPads, Pads))),
        Gen.Int[0, 2],
        Place,
        (window, kind, place) => new RandomLayer(
            kind == 2 ? RandomKind.AvgPool : RandomKind.MaxPool, place.From, window.Item1, window.Item2, window.Item3, window.Item4, 1, place.Seed));

    private static readonly Gen<RandomLayer> Layer = Gen.Frequency(
        (5, AnyConv), (6, UsualConv), (2, Depthwise), (5, Pool), (6, Plain(RandomKind.Relu)), (4, Plain(RandomKind.Add)), (3, Plain(RandomKind.Concat)),
        (3, Plain(RandomKind.BatchNorm)), (1, Plain(RandomKind.Scale)), (1, Plain(RandomKind.Lrn)), (1, Plain(RandomKind.Softmax)), (1, Plain(RandomKind.Sigmoid)),
        (2, Plain(RandomKind.Again)), (1, Plain(RandomKind.Tanh)), (2, Plain(RandomKind.Function)), (1, Plain(RandomKind.Dropout)), (1, Plain(RandomKind.Dense)), (1, Plain(RandomKind.GlobalAvgPool)), (1, Plain(RandomKind.GlobalMaxPool)),
        (2, Moved(RandomKind.ConvTranspose)), (1, Moved(RandomKind.Subsample)), (1, Moved(RandomKind.Crop)), (1, Plain(RandomKind.Flatten)), (1, Plain(RandomKind.LpNorm)), (1, Plain(RandomKind.LpNorms)),
        (1, Plain(RandomKind.SpatialNorm)), (1, Plain(RandomKind.NormOffset)), (2, Plain(RandomKind.ScaleBy)), (1, Plain(RandomKind.PDist)), (1, Plain(RandomKind.JoinRows)), (1, Plain(RandomKind.Mask)),
        (1, Plain(RandomKind.BilinearSampler)), (1, Plain(RandomKind.RoiMaxPool)), (1, Plain(RandomKind.RoiAvgPool)));

    /// <summary>Mostly one loss; one network in nine has none.</summary>
    private static readonly Gen<int> Losses = Gen.Frequency((1, Gen.Const(0)), (6, Gen.Const(1)), (1, Gen.Const(2)), (1, Gen.Const(3)));

    private static readonly Gen<RandomNetwork> Small = Networks(
        Gen.Select(Gen.Int[1, 16], Gen.Int[1, 20], Channels), Layer.Array[1, 12], SmallWork);

    /// <summary>Channels and maps large enough for transforms and for panels of weights.</summary>
    private static readonly Gen<RandomNetwork> Large = Networks(
        Gen.Select(Gen.Int[5, 14], Gen.Int[5, 14], WideChannels),
        Gen.Frequency((3, Usual(RandomKind.Conv, WideChannels)), (1, Layer), (2, Plain(RandomKind.Relu)), (1, Plain(RandomKind.Add)), (1, Plain(RandomKind.BatchNorm)), (1, Plain(RandomKind.Again)), (1, Pool), (1, Dense(Gen.Int[30, 90]))).Array[2, 7],
        LargeWork);

    /// <summary>More weights than a processor's caches hold.</summary>
    private static readonly Gen<RandomNetwork> Huge = Networks(
        Gen.Select(Gen.Int[6, 8], Gen.Int[8, 9], Gen.Const(48)),
        Gen.Select(Dense(Gen.Int[410, 430]), Layer.Array[0, 3], (dense, others) => (RandomLayer[])[dense, .. others]),
        HugeWork);

    /// <summary>A small filter, mostly with a batch norm after it, and some other layer.</summary>
    private static readonly Gen<RandomLayer[]> Block = Gen.Select(
        BlockChannels, Place, Plain(RandomKind.BatchNorm), Gen.Int[0, 3],
        Gen.Frequency((3, Plain(RandomKind.Relu)), (1, Plain(RandomKind.Add)), (1, Pool), (1, Layer)),
        (filters, place, norm, draw, other) => (RandomLayer[])
        [
            new(RandomKind.Conv, place.From, 3, 3, (1, 1), (1, 1, 1, 1), filters, place.Seed),
            .. draw > 0 ? new[] { norm with { From = 0 } } : [],
            other,
        ]);

    /// <summary>Maps of so many tiles, and of so few channels, that an image's transformed gradients are worth more than sums of them.</summary>
    private static readonly Gen<RandomNetwork> Blocks = Networks(
        Gen.Select(Gen.Int[10, 19], Gen.Int[10, 19], BlockChannels), Block.Array[1, 4].Select(blocks => blocks.SelectMany(block => block).ToArray()), BlocksWork);

    /// <summary>One network.</summary>
    public static Gen<RandomNetwork> Network { get; } = Gen.Frequency((40, Small), (9, Large), (1, Huge), (3, Blocks));

    /// <summary>The network of a number: always the same.</summary>
    /// <param name="seed">The number.</param>
    public static RandomNetwork Of(int seed) => Network.Generate(new PCG(1, (ulong)seed), null, out _);

    private static Gen<RandomNetwork> Networks(Gen<(int, int, int)> image, Gen<RandomLayer[]> layers, long mostWork) => Gen.Select(
        image,
        layers,
        Losses,
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 2], Gen.Int[1, 5], Gen.Int[0, MostSeed]),
        (shape, drawn, losses, rest) => new RandomNetwork(
            new Shape(shape.Item1, shape.Item2, shape.Item3), drawn, new RandomSettings(rest.Item1 > 0, rest.Item2 > 0, losses, rest.Item3, mostWork, rest.Item4)));

    private static Gen<RandomLayer> Usual(RandomKind kind, Gen<int> filters) => Gen.Select(
        Gen.Bool, Gen.Frequency((4, Gen.Const((1, 1))), (1, Gen.Const((2, 2)))), filters, Place, (point, strides, count, place) => point
            ? new RandomLayer(kind, place.From, 1, 1, strides, default, count, place.Seed)
            : new RandomLayer(kind, place.From, 3, 3, strides, (1, 1, 1, 1), count, place.Seed));

    /// <summary>Windows with strides and pads, or what is cut off in their place.</summary>
    private static Gen<RandomLayer> Moved(RandomKind kind) => Gen.Select(
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4]), Gen.Select(Stride, Stride), Gen.OneOf(NoPads, Pads), Channels, Place,
        (window, strides, pads, filters, place) => new RandomLayer(kind, place.From, window.Item1, window.Item2, strides, pads, filters, place.Seed));

    private static Gen<RandomLayer> Plain(RandomKind kind) => Gen.Select(
        Channels, Place, (filters, place) => new RandomLayer(kind, place.From, 1, 1, (1, 1), default, filters, place.Seed));

    private static Gen<RandomLayer> Dense(Gen<int> filters) => Gen.Select(
        filters, Place, (count, place) => new RandomLayer(RandomKind.Dense, place.From, 1, 1, (1, 1), default, count, place.Seed));
}
