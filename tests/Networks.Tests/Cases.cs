using Kiln.Networks.Tests.Networks;
using Kiln.Numerics;

namespace Kiln.Networks.Tests;

/// <summary>A network that all tests run, with kernels for one width of vectors.</summary>
/// <param name="Class">The name of its class.</param>
/// <param name="Bits">The width.</param>
/// <param name="Build">Builds it for a capacity and a number of threads.</param>
/// <param name="Capacity">The most images of one call.</param>
/// <param name="Batches">How many images the calls have.</param>
/// <param name="Roundings">How many roundings of its terms' magnitudes a sum may be off.</param>
/// <param name="Reason">Why so many.</param>
public sealed record NetworkCase(
    string Class, int Bits, Func<int, int, TrainableNetwork> Build, int Capacity, IReadOnlyList<int> Batches, double Roundings, string Reason)
{
    public string Name => $"{Class}, {Bits} bits";

    /// <summary>Builds it for a capacity and a number of threads.</summary>
    public TrainableNetwork Create(int capacity, int threads) => Create(() => Build(capacity, threads));

    /// <summary>Builds another network with kernels for the same width.</summary>
    public TNetwork Create<TNetwork>(Func<TNetwork> build)
    {
        using VectorWidth.Scope width = VectorWidth.Use(Bits);
        return build();
    }

    public override string ToString() => Name;
}

/// <summary>The one list of networks: add a network here, and every test covers it.</summary>
public static class Cases
{
    /// <summary>One float sum of n terms in any order is off by at most n roundings of the magnitudes; terms of either sign and errors of
    /// either sign leave a few.</summary>
    private const double Few = 8;

    private const string Random = "sums of a few hundred terms of either sign";

    public static IReadOnlyList<NetworkCase> All { get; } = [.. Networks().SelectMany(one => Widths.Select(bits => one with { Bits = bits }))];

    /// <summary>Both widths, emulated where the processor lacks one; where the environment asks for one, that alone.</summary>
    public static IReadOnlyList<int> Widths => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(VectorWidth.EnvironmentVariable)) ? [256, 512] : [VectorWidth.Bits];

    private static NetworkCase[] Networks() =>
    [
        Small((capacity, threads) => new TinyNet(capacity, threads)),
        Small((capacity, threads) => new OneClass(capacity, threads)),
        Small((capacity, threads) => new OddChannels(capacity, threads)),
        Small((capacity, threads) => new OneByOne(capacity, threads)),
        Small((capacity, threads) => new WideRows(capacity, threads)),
        Small((capacity, threads) => new StridedFilters(capacity, threads)),
        Small((capacity, threads) => new AsymmetricPads(capacity, threads)),
        Small((capacity, threads) => new NoBias(capacity, threads)),
        Small((capacity, threads) => new PooledPairs(capacity, threads)),
        Small((capacity, threads) => new PooledTriples(capacity, threads)),
        Small((capacity, threads) => new PooledStripes(capacity, threads)),
        Small((capacity, threads) => new PoolGaps(capacity, threads)),
        Small((capacity, threads) => new ReluThenPool(capacity, threads)),
        Small((capacity, threads) => new PoolThenRelu(capacity, threads)),
        Small((capacity, threads) => new ReluPoolRelu(capacity, threads)),
        Small((capacity, threads) => new OverlappingPools(capacity, threads)),
        Small((capacity, threads) => new PaddedPools(capacity, threads)),
        Small((capacity, threads) => new PoolFirst(capacity, threads)),
        Small((capacity, threads) => new ReluFirst(capacity, threads)),
        Small((capacity, threads) => new PoolTwice(capacity, threads)),
        Small((capacity, threads) => new PoolBeforeBorder(capacity, threads)),
        Small((capacity, threads) => new ByteWinners(capacity, threads)),
        Of((capacity, threads) => new WordWinners(capacity, threads), 3, [1, 3], Few, Random),
        Small((capacity, threads) => new WideFilterRow(capacity, threads)),
        Small((capacity, threads) => new PixelScores(capacity, threads)),
        Small((capacity, threads) => new LossBehindRelu(capacity, threads)),
        Small((capacity, threads) => new LossBehindPool(capacity, threads)),
        Small((capacity, threads) => new ManyClasses(capacity, threads)),
        Small((capacity, threads) => new Kept(capacity, threads)),
        Small((capacity, threads) => new SmallBorders(capacity, threads)),
        Small((capacity, threads) => new TransformedPads(capacity, threads)),
        Small((capacity, threads) => new TransformedPools(capacity, threads)),
        Small((capacity, threads) => new PoolBehindSecond(capacity, threads)),
        Small((capacity, threads) => new EqualConvolutions(capacity, threads)),

        // Blocks are of 16 images: one image, a part of a block, a block and one more, two blocks and a part.
        Of((capacity, threads) => new LargeWeights(capacity, threads), 35, [1, 5, 17, 35], Few, Random),
        Of((capacity, threads) => new LargePooledWeights(capacity, threads), 35, [1, 5, 17, 35], Few, Random),
        Of((capacity, threads) => new CharacterCnn(capacity, threads), 4, [1, 2, 3, 4], Few, Random),

        // Sums and maps with several readers.
        Small((capacity, threads) => new IdentityShortcut(capacity, threads)),
        Small((capacity, threads) => new ProjectedShortcut(capacity, threads)),
        Small((capacity, threads) => new SumsOfMany(capacity, threads)),
        Small((capacity, threads) => new ManyReaders(capacity, threads)),
        Small((capacity, threads) => new ImageFansOut(capacity, threads)),
        Small((capacity, threads) => new PoolsAndSums(capacity, threads)),
        Small((capacity, threads) => new TransformedShortcut(capacity, threads)),

        // Joined maps.
        Small((capacity, threads) => new FireModules(capacity, threads)),
        Small((capacity, threads) => new NestedConcats(capacity, threads)),
        Small((capacity, threads) => new DenselyConnected(capacity, threads)),
        Small((capacity, threads) => new Inception(capacity, threads)),
        Small((capacity, threads) => new JoinedScores(capacity, threads)),

        // Several losses.
        Small((capacity, threads) => new AuxiliaryLoss(capacity, threads)),
        Small((capacity, threads) => new MainLossFirst(capacity, threads)),
        Small((capacity, threads) => new TwoLossesOfOneMap(capacity, threads)),
        Small((capacity, threads) => new ThreeLosses(capacity, threads)),

        // Means and whole maps.
        Small((capacity, threads) => new AveragePools(capacity, threads)),
        Small((capacity, threads) => new GlobalMean(capacity, threads)),
        Small((capacity, threads) => new GlobalMaximum(capacity, threads)),
        Small((capacity, threads) => new SqueezedPools(capacity, threads)),

        // Functions of a value and of a pixel.
        Small((capacity, threads) => new Sigmoids(capacity, threads)),
        Small((capacity, threads) => new Tangents(capacity, threads)),
        Small((capacity, threads) => new Leaks(capacity, threads)),
        Small((capacity, threads) => new Ceilings(capacity, threads)),
        Small((capacity, threads) => new SoftmaxInside(capacity, threads)),

        // Normalisations.
        Small((capacity, threads) => new NormalizedShortcut(capacity, threads)),
        Small((capacity, threads) => new NormalizedLate(capacity, threads)),
        Small((capacity, threads) => new NormalizedReaders(capacity, threads)),

        // Few images: where moments couple them, one that hangs on rounding spoils the batch.
        Of((capacity, threads) => new NormalizedTransforms(capacity, threads), 3, [1, 2, 3], Few, Random),
        Small((capacity, threads) => new Scales(capacity, threads)),
        Small((capacity, threads) => new LocalResponses(capacity, threads)),

        // What does not learn.
        Small((capacity, threads) => new FrozenBelow(capacity, threads)),
        Small((capacity, threads) => new FrozenAbove(capacity, threads)),
        Small((capacity, threads) => new FrozenNorms(capacity, threads)),

        // Groups and gaps.
        Small((capacity, threads) => new GroupedFilters(capacity, threads)),
        Small((capacity, threads) => new WideGroups(capacity, threads)),
        Small((capacity, threads) => new Depthwise(capacity, threads)),
        Small((capacity, threads) => new DepthwisePairs(capacity, threads)),
        Small((capacity, threads) => new DilatedFilters(capacity, threads)),
        Small((capacity, threads) => new DilatedGroups(capacity, threads)),

        // Dense layers.
        Small((capacity, threads) => new DenseLayers(capacity, threads)),
        Small((capacity, threads) => new Perceptron(capacity, threads)),
    ];

    /// <summary>Networks that drop values in training: a test must first see which.</summary>
    public static IReadOnlyList<NetworkCase> Dropping { get; } =
    [
        Small((capacity, threads) => new DroppedDense(capacity, threads)),
        Small((capacity, threads) => new DroppedMaps(capacity, threads)),
    ];

    /// <summary>The names of the classes, for theories about what no width of vectors changes.</summary>
    public static TheoryData<string> Classes { get; } = [.. All.Select(one => one.Class).Distinct()];

    /// <summary>The names of the classes that drop.</summary>
    public static TheoryData<string> DroppingClasses { get; } = [.. Dropping.Select(one => one.Class)];

    /// <summary>The names, for theories.</summary>
    public static TheoryData<string> Names { get; } = [.. All.Select(one => one.Name)];

    public static NetworkCase Named(string name) => All.Single(one => one.Name == name);

    /// <summary>The case of a class in the width that this machine suggests.</summary>
    public static NetworkCase OfClass(string name) => All.Single(one => one.Class == name && one.Bits == VectorWidth.Bits);

    private static NetworkCase Small<TNetwork>(Func<int, int, TNetwork> create)
        where TNetwork : TrainableNetwork => Of(create, 8, [1, 2, 5, 7, 8], Few, Random);

    private static NetworkCase Of<TNetwork>(Func<int, int, TNetwork> create, int capacity, IReadOnlyList<int> batches, double roundings, string reason)
        where TNetwork : TrainableNetwork => new(typeof(TNetwork).Name, VectorWidth.Bits, create, capacity, batches, roundings, reason);
}
