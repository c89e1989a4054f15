using Kiln.Networks.Tests.Networks;
using Kiln.Networks.Tests.Reference;
using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests;

/// <summary>The layers of a network compiled for other extents, on the same parameters.</summary>
[Trait("Run", "Portable")]
public class InferenceTests
{

    /// <summary>Extents in a row: smaller and larger maps, taller and wider, the smallest in between.</summary>
    private static readonly (int Rows, int Columns)[] Extents = [(3, 0), (0, 17), (9, 4), (0, 0), (1, 30), (12, 13), (0, 1)];

    private static readonly (Func<TrainableNetwork> Trainer, Func<TrainableNetwork, MapNetwork> Reader)[] AnyExtent =
    [
        (() => new CharacterCnn(1, 1), net => new LineReader(((CharacterCnn)net).Parameters, 2)),
        (() => new PoolBeforeBorder(1, 1), net => new BorderReader(((PoolBeforeBorder)net).Parameters, 1)),
        (() => new PoolBeforeBorder(1, 1), net => new PlainBorderReader(((PoolBeforeBorder)net).Parameters, 2)),
        (() => new StridedFilters(1, 1), net => new StridedReader(((StridedFilters)net).Parameters, 1)),
        (() => new PaddedPools(1, 1), net => new PaddedPoolReader(((PaddedPools)net).Parameters, 3)),
        (() => new OverlappingPools(1, 1), net => new OverlappingReader(((OverlappingPools)net).Parameters, 1)),
        (() => new OddChannels(1, 1), net => new OddReader(((OddChannels)net).Parameters, 2)),
        (() => new PoolGaps(1, 1), net => new GapReader(((PoolGaps)net).Parameters, 1)),
        (() => new ReluFirst(1, 1), net => new ReluReader(((ReluFirst)net).Parameters, 1)),
        (() => new PoolFirst(1, 1), net => new PoolReader(((PoolFirst)net).Parameters, 1)),
        (() => new PoolAfterSecond(1, 1), net => new AnySecondReader(((PoolAfterSecond)net).Parameters, 2)),
        (() => new LargeWeights(1, 1), net => new LargeReader(((LargeWeights)net).Parameters, 1)),
        (() => new IdentityShortcut(1, 1), net => new IdentityReader(((IdentityShortcut)net).Parameters, 1)),
        (() => new ProjectedShortcut(1, 1), net => new ProjectedReader(((ProjectedShortcut)net).Parameters, 2)),
        (() => new ManyReaders(1, 1), net => new PlainManyReader(((ManyReaders)net).Parameters, 2)),
        (() => new ManyReaders(1, 1), net => new ManyReader(((ManyReaders)net).Parameters, 2)),
        (() => new FireModules(1, 1), net => new FireReader(((FireModules)net).Parameters, 2)),
        (() => new NestedConcats(1, 1), net => new NestedReader(((NestedConcats)net).Parameters, 2)),
        (() => new Inception(1, 1), net => new InceptionReader(((Inception)net).Parameters, 2)),
        (() => new AveragePools(1, 1), net => new AverageReader(((AveragePools)net).Parameters, 2)),
        (() => new GlobalMaximum(1, 1), net => new GlobalReader(((GlobalMaximum)net).Parameters, 2)),
        (() => new Sigmoids(1, 1), net => new SigmoidReader(((Sigmoids)net).Parameters, 1)),
        (() => new Ceilings(1, 1), net => new CeilingReader(((Ceilings)net).Parameters, 2)),
        (() => new SoftmaxInside(1, 1), net => new SoftmaxReader(((SoftmaxInside)net).Parameters, 1)),
        (() => new NormalizedShortcut(1, 1), net => new NormalizedReader(((NormalizedShortcut)net).Parameters, 2)),
        (() => new NormalizedLate(1, 1), net => new NormalizedLateReader(((NormalizedLate)net).Parameters, 1)),
        (() => new LocalResponses(1, 1), net => new LocalReader(((LocalResponses)net).Parameters, 2)),
        (() => new FrozenNorms(1, 1), net => new FrozenReader(((FrozenNorms)net).Parameters, 1)),
        (() => new GroupedFilters(1, 1), net => new GroupedReader(((GroupedFilters)net).Parameters, 2)),
        (() => new Depthwise(1, 1), net => new DepthwiseReader(((Depthwise)net).Parameters, 2)),
        (() => new DilatedFilters(1, 1), net => new DilatedReader(((DilatedFilters)net).Parameters, 2)),
        (() => new BlockNetwork(1, 1), net => new BlockReader(((BlockNetwork)net).Parameters, 2)),
        (() => new DenseLayers(1, 1), net => new DenseReader(((DenseLayers)net).Parameters, 2)),
        (() => new SharedBlocks(1, 1), net => new SharedBlockReader(((SharedBlocks)net).Parameters, 2)),
        (() => new Pair(1, 1), net => new PairReader(((Pair)net).Parameters, 2)),
        (() => new ImageAndNumbers(1, 1), net => new NumbersReader(((ImageAndNumbers)net).Parameters, 2)),
        (() => new TrainingOnlyLayers(1, 1), net => new TrainingOnlyReader(((TrainingOnlyLayers)net).Parameters, 2)),
        (() => new OwnFunctions(1, 1), net => new OwnFunctionReader(((OwnFunctions)net).Parameters, 2)),
        (() => new SharedFilters(1, 1), net => new SharedFilterReader(((SharedFilters)net).Parameters, 2)),
        (() => new DroppedDense(1, 1), net => new DroppedReader(((DroppedDense)net).Parameters, 2)),
    ];

    private static readonly (Func<TrainableNetwork> Trainer, Func<TrainableNetwork, ImageNetwork> Reader)[] FixedExtent =
    [
        (() => new CharacterCnn(1, 1), net => new SentenceReader(((CharacterCnn)net).Parameters, 3, 2)),
        (() => new PoolBeforeBorder(1, 1), net => new WideBorderReader(((PoolBeforeBorder)net).Parameters, 3, 2)),
        (() => new TransformedPads(1, 1), net => new TransformedPadsReader(((TransformedPads)net).Parameters, 3, 2)),
        (() => new TransformedPools(1, 1), net => new TransformedPoolsReader(((TransformedPools)net).Parameters, 4, 1)),
        (() => new PoolAfterSecond(1, 1), net => new SecondReader(((PoolAfterSecond)net).Parameters, 3, 1)),
        (() => new EqualConvolutions(1, 1), net => new EqualReader(((EqualConvolutions)net).Parameters, 3, 2)),
        (() => new SharedBlocks(1, 1), net => new SharedBlockImages(((SharedBlocks)net).Parameters, 3, 2)),
        (() => new Pair(1, 1), net => new WidePair(((Pair)net).Parameters, 3, 2)),
        (() => new ImageAndNumbers(1, 1), net => new LargeImageAndNumbers(((ImageAndNumbers)net).Parameters, 3, 2)),
        (() => new ThreeInputs(1, 1), net => new ThreeInputsReader(((ThreeInputs)net).Parameters, 3, 2)),
        (() => new TrainingOnlyLayers(1, 1), net => new TrainingOnlyImages(((TrainingOnlyLayers)net).Parameters, 3, 2)),
        (() => new OwnGates(1, 1), net => new OwnGateReader(((OwnGates)net).Parameters, 3, 2)),
        (() => new SharedSteps(1, 1), net => new SharedStepReader(((SharedSteps)net).Parameters, 3, 2)),
        (() => new BlockNetwork(1, 1), net => new FixedBlockReader(((BlockNetwork)net).Parameters, 3, 2)),
        (() => new IdentityShortcut(1, 1), net => new FixedIdentityReader(((IdentityShortcut)net).Parameters, 3, 2)),
        (() => new SumsOfMany(1, 1), net => new SumsReader(((SumsOfMany)net).Parameters, 3, 1)),
        (() => new TransformedShortcut(1, 1), net => new TransformedShortcutReader(((TransformedShortcut)net).Parameters, 3, 1)),
        (() => new FireModules(1, 1), net => new FixedFireReader(((FireModules)net).Parameters, 3, 2)),
        (() => new NestedConcats(1, 1), net => new FixedNestedReader(((NestedConcats)net).Parameters, 3, 1)),
        (() => new DenselyConnected(1, 1), net => new DenselyReader(((DenselyConnected)net).Parameters, 3, 2)),
        (() => new MainLossFirst(1, 1), net => new MainReader(((MainLossFirst)net).Parameters, 3, 1)),
        (() => new Leaks(1, 1), net => new LeakReader(((Leaks)net).Parameters, 3, 2)),
        (() => new NormalizedTransforms(1, 1), net => new NormalizedTransformsReader(((NormalizedTransforms)net).Parameters, 3, 2)),
        (() => new Scales(1, 1), net => new ScalesReader(((Scales)net).Parameters, 3, 2)),
        (() => new DepthwisePairs(1, 1), net => new DepthwisePairsReader(((DepthwisePairs)net).Parameters, 3, 1)),
        (() => new DilatedGroups(1, 1), net => new DilatedGroupsReader(((DilatedGroups)net).Parameters, 3, 2)),
        (() => new DenseLayers(1, 1), net => new SlidingDenseReader(((DenseLayers)net).Parameters, 3, 1)),
        (() => new SpatialTransformer(1, 1), net => new LargeTransformer(((SpatialTransformer)net).Parameters, 3, 2)),
        (() => new DetectorHead(1, 1), net => new LargeDetector(((DetectorHead)net).Parameters, 3, 2)),
        (() => new TiledPools(1, 1), net => new TiledPoolsReader(((TiledPools)net).Parameters, 3, 2)),
    ];

    public static TheoryData<int> FixedExtentReaders { get; } = [.. Enumerable.Range(0, FixedExtent.Length)];

    public static TheoryData<int> AnyExtentReaders { get; } = [.. Enumerable.Range(0, AnyExtent.Length)];

    [Theory]
    [MemberData(nameof(AnyExtentReaders))]
    public void AReaderOfAnyExtentAgreesWithTheReferenceOnMapsThatGrowAndShrink(int index)
    {
        using TrainableNetwork trainer = AnyExtent[index].Trainer();
        using MapNetwork reader = AnyExtent[index].Reader(trainer);
        Samples.Fill(trainer.Parameters, seed: 10);
        ReferenceNetwork reference = ReferenceNetwork.OfReader(reader, trainer);
        foreach ((int rows, int columns) in Extents)
        {
            int height = reader.Smallest.Height + rows, width = reader.Smallest.Width + columns;
            float[] map = Samples.Floats(reader.InputFloatsFor(height, width), rows + (100 * columns));

            ReferenceMap expected = reference.Forward(map, height, width).Scores;

            Assert.Equal(expected.Shape, reader.OutputFor(height, width));
            Agreement.Check($"{reader.GetType().Name} on {height}×{width}", reader.Forward(map, height, width), expected, Agreement.Roundings);
        }
    }

    [Theory]
    [MemberData(nameof(AnyExtentReaders))]
    public void AReaderOfAnyExtentAgreesWithItsTrainerOnTheTrainersExtents(int index)
    {
        using TrainableNetwork trainer = AnyExtent[index].Trainer();
        using MapNetwork reader = AnyExtent[index].Reader(trainer);
        Samples.Fill(trainer.Parameters, seed: 11);
        Shape extent = trainer.Description.InputShape;
        float[] map = Samples.Floats(trainer.Description.InputFloats, 11);

        float[] expected = trainer.Forward(map).ToArray();

        double[] errors = new ReferenceNetwork(trainer).Forward(map).Scores.Errors;
        Agreement.Check("the scores", reader.Forward(map, extent.Height, extent.Width), Array.ConvertAll(expected, score => (double)score), errors, 2 * Agreement.Roundings);
    }

    [Fact]
    public void AReaderOfTheTrainersExtentGivesTheTrainersScores()
    {
        using CharacterCnn trainer = new(3, 1);
        using LetterReader reader = new(trainer.Parameters, 3, 1);
        float[] images = Samples.Floats(3 * 32 * 32, 12);
        double[] expected = Array.ConvertAll(trainer.Forward(images).ToArray(), score => (double)score);

        // One of them may compute in Winograd's domain where the other does not.
        Agreement.Check("the scores", reader.Forward(images), expected, new ReferenceNetwork(trainer).Forward(images).Scores.Errors, 2 * Agreement.Roundings);
    }

    [Fact]
    public void AReaderFollowsItsTrainer()
    {
        using CharacterCnn trainer = new(2, 1);
        using LetterReader reader = new(trainer.Parameters, 1, 1);
        float[] images = Samples.Floats(2 * 32 * 32, 13);
        float before = reader.Forward(images.AsSpan(0, 32 * 32))[0];
        trainer.Step(images, [1, 2]);

        ReferenceMap expected = new ReferenceNetwork(trainer).Forward(images.AsSpan(0, 32 * 32)).Scores;
        Agreement.Check("the scores", reader.Forward(images.AsSpan(0, 32 * 32)), expected, Agreement.Roundings);
        Assert.NotEqual(before, (float)expected.Values[0]);
    }

    [Fact]
    public void EveryColumnOfALineIsTheScoreOfItsWindow()
    {
        using CharacterCnn trainer = new(9, 1);
        using SentenceReader sentence = new(trainer.Parameters, 1, 1);
        using LineReader line = new(trainer.Parameters, 1);
        float[] map = Samples.Floats(32 * 64, 14);
        float[] windows = [.. from j in Enumerable.Range(0, 9) from y in Enumerable.Range(0, 32) from x in Enumerable.Range(0, 32) select map[(y * 64) + (4 * j) + x]];
        double[] expected = Array.ConvertAll(trainer.Forward(windows).ToArray(), score => (double)score);
        double[] errors = new ReferenceNetwork(trainer).Forward(windows).Scores.Errors;

        Assert.Equal(new Shape(1, 9, 26), sentence.OutputShape);
        Agreement.Check("columns at a fixed extent", sentence.Forward(map), expected, errors, 2 * Agreement.Roundings);
        Agreement.Check("columns at any extent", line.Forward(map, 32, 64), expected, errors, 2 * Agreement.Roundings);
    }

    [Theory]
    [MemberData(nameof(FixedExtentReaders))]
    public void AReaderOfAFixedExtentAgreesWithTheReference(int index)
    {
        using TrainableNetwork trainer = FixedExtent[index].Trainer();
        using ImageNetwork reader = FixedExtent[index].Reader(trainer);
        Samples.Fill(trainer.Parameters, seed: 15);
        ReferenceNetwork reference = ReferenceNetwork.OfReader(reader, trainer);
        foreach (int images in new[] { 3, 1, 2 })
        {
            float[] maps = Samples.Floats(images * reader.Description.InputFloats, images);
            Agreement.Check("the scores", reader.Forward(maps), reference.Forward(maps).Scores, Agreement.Roundings);
        }
    }

    /// <summary>Whichever arrays kernels read as they are, and not in an order of their own: what was given back is zeros.</summary>
    [Theory]
    [MemberData(nameof(FixedExtentReaders))]
    public void AReaderOfAFixedExtentNeedsNoParametersButThoseThatItKeeps(int index)
    {
        using TrainableNetwork trainer = FixedExtent[index].Trainer();
        using ImageNetwork reader = FixedExtent[index].Reader(trainer);
        Samples.Fill(trainer.Parameters, seed: 15);
        float[] maps = Samples.Floats(2 * reader.Description.InputFloats, 16);
        float[] expected = reader.Forward(maps).ToArray();

        reader.ReleaseParameters();

        Assert.True(reader.Forward(maps).SequenceEqual(expected));
        Assert.Throws<InvalidOperationException>(() => trainer.Forward(Samples.Floats(trainer.Description.InputFloats, 16)).Length);
    }

    [Theory]
    [MemberData(nameof(AnyExtentReaders))]
    public void AReaderOfAnyExtentNeedsNoParametersButThoseThatItKeeps(int index)
    {
        using TrainableNetwork trainer = AnyExtent[index].Trainer();
        using MapNetwork reader = AnyExtent[index].Reader(trainer);
        Samples.Fill(trainer.Parameters, seed: 15);
        (int height, int width) = (reader.Smallest.Height + 5, reader.Smallest.Width + 3);
        float[] map = Samples.Floats(reader.InputFloatsFor(height, width), 16);
        float[] expected = reader.Forward(map, height, width).ToArray();

        reader.ReleaseParameters();

        Assert.True(reader.Forward(map, height, width).SequenceEqual(expected));
    }

    /// <summary>40 MB of weights are given back in three pieces, and what lies around them is not.</summary>
    [Fact]
    public void LargeArraysAreGivenBackPieceByPiece()
    {
        using WideDense net = new(2, 2);
        float[] maps = Samples.Floats(2 * net.Description.InputFloats, 16);
        float[] expected = net.Forward(maps).ToArray();
        float[] copied = [.. net.Parameters.Values];

        net.ReleaseParameters();
        net.ReleaseParameters();
        Assert.True(net.Forward(maps).SequenceEqual(expected));

        using WideDense early = new(new ParameterSet<WideDense>(), 2, 2);
        copied.CopyTo(early.Parameters.Edit());
        early.ReleaseParameters();
        Assert.True(early.Forward(maps).SequenceEqual(expected));
    }

    [Fact]
    public void WhatWasGivenBackIsAskedForInVain()
    {
        using WideDense net = new(1, 1), other = new(net.Parameters, 1, 1);
        using TinyNet trained = new(1, 1);
        net.ReleaseParameters();

        foreach (Action use in new Action[]
        {
            () => _ = net.Parameters.Values[0], () => net.Parameters.Edit(), () => net.Parameters.Initialize(Initialization.He, 1), () => _ = net.Parameters.Arrays[0].Values[0],
            () => net.Parameters.Arrays[0].Edit(), other.ReleaseParameters, () => other.Forward(new float[other.Description.InputFloats]),
        })
        {
            InvalidOperationException error = Assert.Throws<InvalidOperationException>(use);
            Assert.Equal(
                "the parameters of WideDense can no longer be read, changed or shared: WideDense keeps them in the order of its kernels alone since ReleaseParameters was called; load the weights into a new ParameterSet",
                error.Message);
        }

        Assert.StartsWith("TinyNet trains, and a step changes its parameters", Assert.Throws<InvalidOperationException>(trained.ReleaseParameters).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ScoresLargerThanTheImageAgreeWithTheReference()
    {
        const int Images = 9;
        using WideningScores net = new(Images, 2);
        float[] input = Samples.Floats(Images * net.Description.InputFloats, 3);
        ReferenceRun run = new ReferenceNetwork(net).Forward(input);
        Agreement.Check("the scores", net.Forward(input), run.Scores, Agreement.Roundings);
    }

    [Fact]
    public void ReadingAllocatesNothingOnceTheMapsAreLargeEnough()
    {
        using CharacterCnn trainer = new(1, 1);
        using LineReader reader = new(trainer.Parameters, 2);
        float[] map = Samples.Floats(32 * 96, 16);
        float sum = reader.Forward(map, 32, 96)[0];

        Assert.Equal(0, Allocations.Of(() => sum += reader.Forward(map.AsSpan(0, 32 * 40), 32, 40)[0] + reader.Forward(map, 32, 96)[0]));
        Assert.True(float.IsFinite(sum));
    }
}
