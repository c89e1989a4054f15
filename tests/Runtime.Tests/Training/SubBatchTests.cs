using Kiln.Data;
using Kiln.Training;

namespace Kiln.Tests.Training;

/// <summary>Gradients gathered over parts of a batch against those of the whole batch.</summary>
public class SubBatchTests
{
    private static readonly TrainingOptions Options = new() { Epochs = 3, BatchSize = 12, LearningRates = [0.05], Seed = 3 };

    /// <summary>31 images: the last batch has 7, whose last part is smaller than the others.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(12)]
    public void Parts_of_a_batch_learn_what_the_whole_batch_learns(int parts)
    {
        ImageSet images = Samples.Images(31, 1), validation = Samples.Images(17, 2);
        using RectifiedNet whole = new(new ParameterSet<RectifiedNet>(seed: 1), maxBatch: 12);
        IReadOnlyList<EpochReport> expected = new Trainer(whole, Options).Run(images, validation);

        using RectifiedNet gathered = new(new ParameterSet<RectifiedNet>(seed: 1), maxBatch: (11 + parts) / parts);
        IReadOnlyList<EpochReport> actual = new Trainer(gathered, Options with { SubBatches = parts }).Run(images, validation);

        for (int i = 0; i < whole.Parameters.Values.Length; i++)
            Assert.Equal(whole.Parameters.Values[i], gathered.Parameters.Values[i], 1e-5f);
        foreach ((EpochReport one, EpochReport other) in expected.Zip(actual))
        {
            Assert.Equal(one.Training.Loss, other.Training.Loss, 1e-5);
            Assert.Equal(one.Validation!.Value.Loss, other.Validation!.Value.Loss, 1e-5);
            Assert.Equal(one.Training.Top1Error, other.Training.Top1Error);
            Assert.Equal((31, 17), (other.Training.Images, other.Validation!.Value.Images));
        }
    }

    /// <summary>One step against the rule in plain loops: parts of 5, 5 and 1 images.</summary>
    [Fact]
    public void A_step_follows_the_mean_of_the_parts_weighted_by_their_images()
    {
        ImageSet images = Samples.Images(11, 1);
        using DenseNetwork parts = Samples.Network();
        double[] expected = new double[parts.Gradients.Length];
        int[] order = [.. Enumerable.Range(0, 11)];
        new Kiln.Numerics.SeededRandom(3, 1L << 32).Shuffle(order.AsSpan());
        foreach (int[] part in order.Chunk(5))
        {
            float[] input = [.. part.SelectMany(image => Read(images, image).Input)];
            parts.ComputeGradients(input, [.. part.Select(image => Read(images, image).Label)]);
            for (int i = 0; i < expected.Length; i++)
                expected[i] += part.Length / 11.0 * parts.Gradients[i];
        }

        using DenseNetwork trained = Samples.Network(maxBatch: 5);
        trained.Optimizer = new Sgd { Momentum = 0, WeightDecay = 0 };
        float[] before = trained.Parameters.Values.ToArray();
        new Trainer(trained, Options with { Epochs = 1, BatchSize = 15, SubBatches = 3, LearningRates = [0.5] }).Run(images);
        for (int i = 0; i < before.Length; i++)
            Assert.Equal(before[i] - (0.5 * expected[i]), trained.Parameters.Values[i], 1e-6);
    }

    [Fact]
    public void Kept_moments_move_towards_the_mean_of_the_parts()
    {
        ImageSet images = Samples.Images(10, 1);
        using NormalizedNet parts = new(new ParameterSet<NormalizedNet>(seed: 1), maxBatch: 6);
        int[] order = [.. Enumerable.Range(0, 10)];
        new Kiln.Numerics.SeededRandom(3, 1L << 32).Shuffle(order.AsSpan());
        double[] mean = new double[8];
        foreach (int[] part in order.Chunk(6))
        {
            parts.ComputeGradients([.. part.SelectMany(image => Read(images, image).Input)], [.. part.Select(image => Read(images, image).Label)]);
            ReadOnlySpan<float> moments = parts.Gradients.Slice(parts.Norm1.Mean.Description.Offset, 8);
            for (int k = 0; k < 8; k++)
                mean[k] += part.Length / 10.0 * moments[k];
        }

        using NormalizedNet trained = new(new ParameterSet<NormalizedNet>(seed: 1), maxBatch: 6);
        new Trainer(trained, Options with { Epochs = 1, SubBatches = 2 }).Run(images);
        for (int k = 0; k < 8; k++)
            Assert.Equal(0.1 * mean[k], trained.Norm1.Mean.Values[k], 1e-6);
    }

    /// <summary>With the same seed for both parts, equal images in both would give the gradient of one part.</summary>
    [Fact]
    public void Dropout_drops_other_values_in_each_part()
    {
        ImageSet one = Samples.Images(1, 1);
        float[] input = Read(one, 0).Input;
        using NormalizedNet net = new(new ParameterSet<NormalizedNet>(seed: 1), maxBatch: 1);
        net.Optimizer.LearningRate = 0.1f;
        float[] twice = [.. input, .. input];
        int label = Read(one, 0).Label;
        new Trainer(net, Options with { Epochs = 1, BatchSize = 2, SubBatches = 2 }).Run(new ImageSet(Samples.Shape, twice, new[] { label, label }));
        float[] gathered = net.Gradients.ToArray();

        using NormalizedNet alone = new(new ParameterSet<NormalizedNet>(seed: 1), maxBatch: 1) { DropoutSeed = Options.Seed };
        alone.ComputeGradients(input, [label]);
        Assert.NotEqual(alone.Gradients[alone.Scores.WeightsParameter.Description.Offset..].ToArray(), gathered[alone.Scores.WeightsParameter.Description.Offset..]);
    }

    [Fact]
    public void The_bits_do_not_depend_on_the_threads_and_survive_a_resumption()
    {
        using TemporaryFolder folder = new();
        ImageSet images = Samples.Images(31, 1);
        TrainingOptions options = Options with { SubBatches = 3 };
        float[] expected = Train(options, threads: 1);
        Assert.Equal(expected, Train(options, threads: 3));
        Train(options with { Epochs = 1, OutputFolder = folder["run"] }, threads: 1);
        Assert.Equal(expected, Train(options with { OutputFolder = folder["run"] }, threads: 2));
        Assert.Contains(
            "sub-batches 3, but this training has none",
            Assert.Throws<Kiln.Checkpoints.CheckpointException>(() => Train(options with { SubBatches = 1, OutputFolder = folder["run"] }, threads: 1)).Message,
            StringComparison.Ordinal);

        float[] Train(TrainingOptions chosen, int threads)
        {
            using NormalizedNet net = new(new ParameterSet<NormalizedNet>(seed: 1), maxBatch: 12, threads);
            new Trainer(net, chosen).Run(images);
            return net.Parameters.Values.ToArray();
        }
    }

    [Fact]
    public void A_step_in_parts_allocates_nothing()
    {
        long[] allocated = new long[100];
        int batch = 0;
        using RectifiedNet net = new(new ParameterSet<RectifiedNet>(seed: 1), maxBatch: 4);
        new Trainer(net, Options with { Epochs = 6, SubBatches = 3, AverageDecay = 0.99, Error = (_, _) => 1 }).Run(
            Samples.Images(48, 1), callbacks: new TrainingCallbacks { Batch = _ => allocated[batch++] = GC.GetAllocatedBytesForCurrentThread() });
        Assert.Equal(24, batch);
        for (int step = 1; step < 4; step++)
            Assert.Equal(0, Enumerable.Range(2, 4).Min(epoch => allocated[(epoch * 4) + step] - allocated[(epoch * 4) + step - 1]));
    }

    [Fact]
    public void A_part_that_does_not_fit_is_refused()
    {
        using DenseNetwork network = Samples.Network(maxBatch: 5);
        Assert.StartsWith(
            "a batch of 12 images in 2 sub-batches of 6 was asked for, but the network was built for at most 5 at once; pass a larger maxBatch to its constructor, or use more SubBatches",
            Assert.Throws<ArgumentException>(() => new Trainer(network, Options with { SubBatches = 2 })).Message,
            StringComparison.Ordinal);
    }

    private static (float[] Input, int Label) Read(ImageSet images, int image)
    {
        float[] input = new float[Samples.Shape.Count];
        int[] labels = new int[1];
        images.Read(image, new Kiln.Numerics.SeededRandom(0), input, labels);
        return (input, labels[0]);
    }
}
