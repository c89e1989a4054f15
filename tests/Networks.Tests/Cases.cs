using Kiln.Networks.Tests.Networks;
using Kiln.Numerics;

namespace Kiln.Networks.Tests;

/// <summary>A network that all tests run, with kernels for one width of vectors.</summary>
/// <param name="Class">The name of its class.</param>
/// <param name="Bits">The width.</param>
/// <param name="Build">Builds it for a maxBatch and a number of threads.</param>
/// <param name="MaxBatch">The most images of one call.</param>
/// <param name="Batches">How many images the calls have.</param>
/// <param name="Roundings">How many roundings of its terms' magnitudes a sum may be off.</param>
/// <param name="Reason">Why so many.</param>
public sealed record NetworkCase(
    string Class, int Bits, Func<int, int, TrainableNetwork> Build, int MaxBatch, IReadOnlyList<int> Batches, double Roundings, string Reason)
{
    public string Name => $"{Class}, {Bits} bits";

    /// <summary>Builds it for a maxBatch and a number of threads.</summary>
    public TrainableNetwork Create(int maxBatch, int threads) => Create(() => Build(maxBatch, threads));

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
        Small((maxBatch, threads) => new TinyNet(maxBatch, threads)),
        Small((maxBatch, threads) => new OneClass(maxBatch, threads)),
        Small((maxBatch, threads) => new BlockNetwork(maxBatch, threads)),
        Small((maxBatch, threads) => new OddChannels(maxBatch, threads)),
        Small((maxBatch, threads) => new OneByOne(maxBatch, threads)),
        Small((maxBatch, threads) => new WideRows(maxBatch, threads)),
        Small((maxBatch, threads) => new StridedFilters(maxBatch, threads)),
        Small((maxBatch, threads) => new AsymmetricPads(maxBatch, threads)),
        Small((maxBatch, threads) => new NoBias(maxBatch, threads)),
        Small((maxBatch, threads) => new PooledPairs(maxBatch, threads)),
        Small((maxBatch, threads) => new PooledTriples(maxBatch, threads)),
        Small((maxBatch, threads) => new PooledStripes(maxBatch, threads)),
        Small((maxBatch, threads) => new PoolGaps(maxBatch, threads)),
        Small((maxBatch, threads) => new ReluThenPool(maxBatch, threads)),
        Small((maxBatch, threads) => new PoolThenRelu(maxBatch, threads)),
        Small((maxBatch, threads) => new ReluPoolRelu(maxBatch, threads)),
        Small((maxBatch, threads) => new OverlappingPools(maxBatch, threads)),
        Small((maxBatch, threads) => new PaddedPools(maxBatch, threads)),
        Small((maxBatch, threads) => new PoolFirst(maxBatch, threads)),
        Small((maxBatch, threads) => new ReluFirst(maxBatch, threads)),
        Small((maxBatch, threads) => new PoolTwice(maxBatch, threads)),
        Small((maxBatch, threads) => new PoolBeforeBorder(maxBatch, threads)),
        Small((maxBatch, threads) => new ByteWinners(maxBatch, threads)),
        Of((maxBatch, threads) => new WordWinners(maxBatch, threads), 3, [1, 3], Few, Random),
        Of((maxBatch, threads) => new OverlappingWinners(maxBatch, threads), 3, [1, 3], Few, Random),
        Small((maxBatch, threads) => new WideFilterRow(maxBatch, threads)),
        Small((maxBatch, threads) => new PixelScores(maxBatch, threads)),
        Small((maxBatch, threads) => new LossAfterRelu(maxBatch, threads)),
        Small((maxBatch, threads) => new LossAfterPool(maxBatch, threads)),
        Small((maxBatch, threads) => new ManyClasses(maxBatch, threads)),
        Small((maxBatch, threads) => new Kept(maxBatch, threads)),
        Small((maxBatch, threads) => new SmallBorders(maxBatch, threads)),
        Small((maxBatch, threads) => new TransformedPads(maxBatch, threads)),
        Small((maxBatch, threads) => new TransformedPools(maxBatch, threads)),
        Small((maxBatch, threads) => new TransformedStripes(maxBatch, threads)),
        Small((maxBatch, threads) => new PoolAfterSecond(maxBatch, threads)),
        Small((maxBatch, threads) => new EqualConvolutions(maxBatch, threads)),

        // Blocks are of 16 images: one image, a part of a block, a block and one more, two blocks and a part.
        Of((maxBatch, threads) => new LargeWeights(maxBatch, threads), 35, [1, 5, 17, 35], Few, Random),
        Of((maxBatch, threads) => new LargePooledWeights(maxBatch, threads), 35, [1, 5, 17, 35], Few, Random),
        Of((maxBatch, threads) => new CharacterCnn(maxBatch, threads), 4, [1, 2, 3, 4], Few, Random),

        // Sums and maps with several readers.
        Small((maxBatch, threads) => new IdentityShortcut(maxBatch, threads)),
        Small((maxBatch, threads) => new ProjectedShortcut(maxBatch, threads)),
        Small((maxBatch, threads) => new SumsOfMany(maxBatch, threads)),
        Small((maxBatch, threads) => new ManyReaders(maxBatch, threads)),
        Small((maxBatch, threads) => new ImageFansOut(maxBatch, threads)),
        Small((maxBatch, threads) => new PoolsAndSums(maxBatch, threads)),
        Small((maxBatch, threads) => new TransformedShortcut(maxBatch, threads)),

        // Joined maps.
        Small((maxBatch, threads) => new FireModules(maxBatch, threads)),
        Small((maxBatch, threads) => new NestedConcats(maxBatch, threads)),
        Small((maxBatch, threads) => new DenselyConnected(maxBatch, threads)),
        Small((maxBatch, threads) => new Inception(maxBatch, threads)),
        Small((maxBatch, threads) => new JoinedScores(maxBatch, threads)),

        // Several losses.
        Small((maxBatch, threads) => new AuxiliaryLoss(maxBatch, threads)),
        Small((maxBatch, threads) => new MainLossFirst(maxBatch, threads)),
        Small((maxBatch, threads) => new TwoLossesOfOneMap(maxBatch, threads)),
        Small((maxBatch, threads) => new ThreeLosses(maxBatch, threads)),
        Small((maxBatch, threads) => new AveragedPixels(maxBatch, threads)),

        // Losses of every kind.
        Small((maxBatch, threads) => new LogLosses(maxBatch, threads)),
        Small((maxBatch, threads) => new HingeLosses(maxBatch, threads)),
        Small((maxBatch, threads) => new StructuredHingeLosses(maxBatch, threads)),
        Small((maxBatch, threads) => new ErrorsAside(maxBatch, threads)),
        Small((maxBatch, threads) => new AttributeLosses(maxBatch, threads)),
        Small((maxBatch, threads) => new PixelSigns(maxBatch, threads)),
        Small((maxBatch, threads) => new BinaryLogLosses(maxBatch, threads)),
        Small((maxBatch, threads) => new NumberLosses(maxBatch, threads)),
        Of((maxBatch, threads) => new HuberLosses(maxBatch, threads), 3, [1, 2, 3], Few, Random),

        // Means and whole maps.
        Small((maxBatch, threads) => new AveragePools(maxBatch, threads)),
        Small((maxBatch, threads) => new GlobalMean(maxBatch, threads)),
        Small((maxBatch, threads) => new GlobalMaximum(maxBatch, threads)),
        Small((maxBatch, threads) => new SqueezedPools(maxBatch, threads)),

        // Functions of a value and of a pixel.
        Small((maxBatch, threads) => new Sigmoids(maxBatch, threads)),
        Small((maxBatch, threads) => new Tangents(maxBatch, threads)),
        Small((maxBatch, threads) => new Leaks(maxBatch, threads)),
        Small((maxBatch, threads) => new Ceilings(maxBatch, threads)),
        Small((maxBatch, threads) => new SoftmaxInside(maxBatch, threads)),

        // Normalisations.
        Small((maxBatch, threads) => new NormalizedShortcut(maxBatch, threads)),
        Small((maxBatch, threads) => new NormalizedLate(maxBatch, threads)),
        Small((maxBatch, threads) => new NormalizedReaders(maxBatch, threads)),

        // Few images: where moments couple them, one that hangs on rounding spoils the batch.
        Of((maxBatch, threads) => new NormalizedTransforms(maxBatch, threads), 3, [1, 2, 3], Few, Random),
        Small((maxBatch, threads) => new Scales(maxBatch, threads)),
        Small((maxBatch, threads) => new LocalResponses(maxBatch, threads)),

        // What does not learn.
        Small((maxBatch, threads) => new FrozenBelow(maxBatch, threads)),
        Small((maxBatch, threads) => new FrozenAbove(maxBatch, threads)),
        Small((maxBatch, threads) => new FrozenNorms(maxBatch, threads)),

        // Layers with the weights of others.
        Small((maxBatch, threads) => new SharedFilters(maxBatch, threads)),
        Of((maxBatch, threads) => new SharedSteps(maxBatch, threads), 3, [1, 2, 3], Few, Random),
        Of((maxBatch, threads) => new SharedBlocks(maxBatch, threads), 3, [1, 2, 3], Few, Random),
        Small((maxBatch, threads) => new SharedFrozen(maxBatch, threads)),

        // Several inputs.
        Small((maxBatch, threads) => new Pair(maxBatch, threads)),
        Small((maxBatch, threads) => new ImageAndNumbers(maxBatch, threads)),
        Small((maxBatch, threads) => new ThreeInputs(maxBatch, threads)),
        Small((maxBatch, threads) => new GradientInBorder(maxBatch, threads)),

        // What can be read, and what exists in training alone.
        Small((maxBatch, threads) => new KeptGradients(maxBatch, threads)),
        Small((maxBatch, threads) => new TrainingOnlyPool(maxBatch, threads)),
        Of((maxBatch, threads) => new TrainingOnlyLayers(maxBatch, threads), 3, [1, 2, 3], Few, Random),

        // Functions of one's own.
        Small((maxBatch, threads) => new OwnFunctions(maxBatch, threads)),
        Small((maxBatch, threads) => new OwnGates(maxBatch, threads)),

        // Groups and gaps.
        Small((maxBatch, threads) => new GroupedFilters(maxBatch, threads)),
        Small((maxBatch, threads) => new WideGroups(maxBatch, threads)),
        Small((maxBatch, threads) => new Depthwise(maxBatch, threads)),
        Small((maxBatch, threads) => new DepthwisePairs(maxBatch, threads)),
        Of((maxBatch, threads) => new TiledPools(maxBatch, threads), 3, [1, 2, 3], Few, Random),
        Of((maxBatch, threads) => new DepthwiseStrides(maxBatch, threads), 3, [1, 2, 3], Few, Random),
        Of((maxBatch, threads) => new DepthwiseParts(maxBatch, threads), 3, [1, 2, 3], Few, Random),
        Small((maxBatch, threads) => new DilatedFilters(maxBatch, threads)),
        Small((maxBatch, threads) => new DilatedGroups(maxBatch, threads)),

        // Transposed convolutions, parts of maps and joins along rows and columns.
        Small((maxBatch, threads) => new Upsampled(maxBatch, threads)),
        Of((maxBatch, threads) => new TransposedGroups(maxBatch, threads), 3, [1, 2, 3], Few, Random),
        Small((maxBatch, threads) => new TransposedWide(maxBatch, threads)),
        Small((maxBatch, threads) => new Subsampled(maxBatch, threads)),
        Small((maxBatch, threads) => new JoinedRows(maxBatch, threads)),

        // Norms, distances, and what other layers scale or mask.
        Small((maxBatch, threads) => new DividedByNorms(maxBatch, threads)),
        Of((maxBatch, threads) => new DividedByBatch(maxBatch, threads), 4, [1, 2, 3, 4], Few, Random),
        Small((maxBatch, threads) => new SpatialNorms(maxBatch, threads)),
        Small((maxBatch, threads) => new FixedMoments(maxBatch, threads)),
        Small((maxBatch, threads) => new ScaledByLayers(maxBatch, threads)),
        Small((maxBatch, threads) => new Siamese(maxBatch, threads)),
        Small((maxBatch, threads) => new SamePicture(maxBatch, threads)),
        Of((maxBatch, threads) => new WholeDistances(maxBatch, threads), 3, [1, 2, 3], Few, Random),
        Small((maxBatch, threads) => new Masked(maxBatch, threads)),

        // Samples between pixels, and regions.
        Of((maxBatch, threads) => new SpatialTransformer(maxBatch, threads), 7, [1, 2, 5, 7], Few, Random),
        Of((maxBatch, threads) => new Zooms(maxBatch, threads), 4, [1, 3, 4], Few, Random),
        Of((maxBatch, threads) => new DetectorHead(maxBatch, threads), 7, [1, 2, 5, 7], Few, Random),
        Of((maxBatch, threads) => new RegionsOfLayers(maxBatch, threads), 4, [1, 3, 4], Few, Random),
        Of((maxBatch, threads) => new RegionsAsNumbers(maxBatch, threads), 4, [1, 3, 4], Few, Random),

        // Dense layers.
        Small((maxBatch, threads) => new DenseLayers(maxBatch, threads)),
        Small((maxBatch, threads) => new Perceptron(maxBatch, threads)),
    ];

    /// <summary>Networks that drop values in training: a test must first see which.</summary>
    public static IReadOnlyList<NetworkCase> Dropping { get; } =
    [
        Small((maxBatch, threads) => new DroppedDense(maxBatch, threads)),
        Small((maxBatch, threads) => new DroppedMaps(maxBatch, threads)),
    ];

    /// <summary>A deep network of everything, on which too much hangs on rounding to be compared with the reference: its twins must agree to the bit.</summary>
    public static NetworkCase Deep { get; } = Of((maxBatch, threads) => new DeepNetwork(maxBatch, threads), 5, [1, 2, 4, 5], Few, Random);

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

    private static NetworkCase Of<TNetwork>(Func<int, int, TNetwork> create, int maxBatch, IReadOnlyList<int> batches, double roundings, string reason)
        where TNetwork : TrainableNetwork => new(typeof(TNetwork).Name, VectorWidth.Bits, create, maxBatch, batches, roundings, reason);
}
