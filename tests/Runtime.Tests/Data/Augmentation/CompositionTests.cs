using System.Collections.Concurrent;
using Kiln.Checkpoints;
using Kiln.Data;
using Kiln.Numerics;
using Kiln.Training;

namespace Kiln.Tests.Data;

/// <summary>Augmentations around each other: the bits follow from the seed, the epoch and the image.</summary>
public sealed class CompositionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_same_seed_epoch_and_image_give_the_same_bits_on_any_number_of_threads()
    {
        IImageSource source = All(Drawn.Places(12, 10, images: 20));
        Drawn[] one = [.. Enumerable.Range(0, 400).Select(stream => Drawn.From(source, stream % 20, stream))];
        ConcurrentDictionary<int, Drawn> several = [];
        Parallel.For(0, one.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, stream => several[stream] = Drawn.From(source, stream % 20, stream));
        for (int stream = 0; stream < one.Length; stream++)
        {
            Assert.Equal(one[stream].Input, several[stream].Input);
            Assert.Equal(one[stream].Labels, several[stream].Labels);
        }

        Assert.NotEqual(Drawn.From(source, 0, 1, seed: 1).Input, Drawn.From(source, 0, 1, seed: 2).Input);
        Assert.NotEqual(Drawn.From(source, 0, 1).Input, Drawn.From(source, 0, 2).Input);
    }

    [Fact]
    public void Every_choice_is_in_the_fingerprint()
    {
        ImageSet set = Drawn.Places(8, 8);
        string[] prints =
        [
            set.Fingerprint, set.Flip().Fingerprint, set.Flip(0.25).Fingerprint, set.Crop(4, 4).Fingerprint, set.Crop(4, 6).Fingerprint, set.CropCentre(4, 4).Fingerprint,
            set.Crop(4, 4, CropScale.Inception).Fingerprint, set.Crop(4, 4, CropScale.Inception with { MinArea = 0.1 }).Fingerprint,
            set.Crop(4, 4, CropScale.Inception with { MaxAspect = 2 }).Fingerprint, set.Shift(1, 2).Fingerprint, set.Shift(2, 1).Fingerprint,
            set.Brightness(0.1).Fingerprint, set.Contrast(0.1).Fingerprint, set.Saturation(0.1).Fingerprint, set.Saturation(0.2).Fingerprint,
            set.Flip().Shift(1, 1).Fingerprint, set.Shift(1, 1).Flip().Fingerprint,
        ];
        Assert.Equal(prints.Length, prints.Distinct().Count());
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        IImageSource labelled = All(Drawn.Places(12, 10)), predicted = All(Drawn.PlacesWithTargets(12, 10));
        SeededRandom random = new(1);
        float[] input = new float[labelled.Shape.Count], targets = new float[predicted.TargetShape.Count];
        int[] labels = new int[labelled.LabelsPerImage];
        void Read()
        {
            labelled.Read(0, random, input, labels);
            predicted.Read(0, random, input, [], targets);
        }

        Read();
        Assert.Equal(0, Allocations.Of(Read));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_training_that_was_interrupted_continues_to_the_same_bits(int threads)
    {
        TrainingOptions options = new() { Epochs = 4, BatchSize = 16, LearningRates = [0.05], Seed = 3, OutputFolder = folder["run"] };
        using DenseNetwork whole = Samples.Network();
        new Trainer(whole, options with { OutputFolder = null }).Run(Letters());

        using DenseNetwork first = Samples.Network(), second = Samples.Network(threads: threads, seed: 99), other = Samples.Network();
        new Trainer(first, options with { Epochs = 2 }).Run(Letters());
        new Trainer(second, options).Run(Letters());
        Assert.Equal(whole.Parameters.Values.ToArray(), second.Parameters.Values.ToArray());

        CheckpointException error = Assert.Throws<CheckpointException>(() => new Trainer(other, options with { Epochs = 5 }).Run(Letters().Flip()));
        Assert.Contains("training images", error.Message, StringComparison.Ordinal);

        static IImageSource Letters() => Samples.Images(40, 1).Jitter(new JitterOptions { ShiftX = 1, ShiftY = 1 }).Shift(1, 1).Contrast(0.3).Brightness(0.2);
    }

    [Fact]
    public void A_batch_carries_targets()
    {
        IImageSource source = Drawn.PlacesWithTargets(4, 4).Crop(2, 2);
        PreparedBatch batch = new(3, source.Shape.Count, 1);
        batch.Fill(source, [0, 0], seed: 5, epoch: 2, new SeededRandom(0));
        Drawn expected = Drawn.From(source, 0, BatchQueue.StreamOf(2, 0), seed: 5);
        Assert.Equal([.. expected.Targets, .. expected.Targets], batch.Targets.ToArray());
        Assert.Equal([.. expected.Input, .. expected.Input], batch.Input.ToArray());
        Assert.Equal(0, batch.Labels.Length);

        batch.Fill(Samples.Images(1, 1).Crop(3, 4), [0], seed: 5, epoch: 2, new SeededRandom(0));
        Assert.Equal(0, batch.Targets.Length);
    }

    /// <summary>A change of the caller's own is a class with one method.</summary>
    [Fact]
    public void A_change_of_the_callers_own_is_composed_with_the_others()
    {
        IImageSource source = new Negative(Drawn.Places(2, 2)).Flip(1);
        Assert.Equal([0, -1, 0, 0, 0, 0, -1, -1, 0, -1, 0, 0], Drawn.From(source, 0, 1).Input.Select(value => value + 0f));
        Assert.EndsWith(", negative, flip 1", source.Fingerprint, StringComparison.Ordinal);
    }

    private static IImageSource All(IImageSource source) =>
        source.Shift(2, 1).Crop(8, 8, CropScale.Inception).Crop(6, 6).Flip().Brightness(0.4).Contrast(0.4).Saturation(0.4);

    private sealed class Negative(IImageSource source) : ImageAugmentation(source, "negative")
    {
        protected override void Change(SeededRandom random, Span<float> input, Span<int> labels, Span<float> targets)
        {
            foreach (ref float value in input)
                value = -value;
        }
    }
}
