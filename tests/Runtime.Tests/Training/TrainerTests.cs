using Kiln.Data;
using Kiln.Numerics;
using Kiln.Training;

namespace Kiln.Tests.Training;

public class TrainerTests
{
    private static readonly TrainingOptions Options = new() { Epochs = 4, BatchSize = 16, LearningRates = [0.05], Seed = 3 };

    [Fact]
    public void Training_in_memory_learns()
    {
        using DenseNetwork network = Samples.Network();
        IReadOnlyList<EpochReport> history = new Trainer(network, Options with { Epochs = 12 }).Run(Samples.Images(200, 1), Samples.Images(60, 2));
        Assert.Equal(Enumerable.Range(1, 12), history.Select(report => report.Epoch));
        Assert.True(history[^1].Training.Loss < history[0].Training.Loss / 2);
        Assert.True(history[^1].Validation!.Value.Top1Error < 0.2);
        Assert.All(history, report => Assert.True(report.ImagesPerSecond > 0));
    }

    /// <summary>The trainer against the loop of cnn_train, written out.</summary>
    [Fact]
    public void Equals_the_plain_loop_bit_for_bit()
    {
        TrainingOptions options = Options with { LearningRates = [0.1, 0.05, 0.01] };
        ImageSet images = Samples.Images(70, 1), validation = Samples.Images(21, 2);
        using DenseNetwork trained = Samples.Network();
        trained.Optimizer = new Sgd { Momentum = 0.8f, WeightDecay = 0.01f, Nesterov = true };
        IReadOnlyList<EpochReport> history = new Trainer(trained, options).Run(images, validation);

        using DenseNetwork plain = Samples.Network();
        plain.Optimizer = new Sgd { Momentum = 0.8f, WeightDecay = 0.01f, Nesterov = true };
        Trainer measure = new(plain, options);
        for (int epoch = 1; epoch <= options.Epochs; epoch++)
        {
            plain.Optimizer.LearningRate = new[] { 0.1f, 0.05f, 0.01f, 0.01f }[epoch - 1];
            int[] order = [.. Enumerable.Range(0, images.Count)];
            new SeededRandom(options.Seed, (long)epoch << 32).Shuffle(order.AsSpan());
            double objective = 0;
            int top1 = 0;
            foreach (int[] batch in order.Chunk(options.BatchSize))
            {
                float[] input = new float[batch.Length * Samples.Shape.Count];
                int[] labels = new int[batch.Length];
                for (int i = 0; i < batch.Length; i++)
                    images.Read(batch[i], new SeededRandom(0), input.AsSpan(i * Samples.Shape.Count, Samples.Shape.Count), labels.AsSpan(i, 1));
                LossReport report = plain.Step(input, labels);
                objective += report.Loss * report.Images;
                top1 += report.Top1Errors;
            }

            Assert.Equal(objective / images.Count, history[epoch - 1].Training.Loss);
            Assert.Equal((double)top1 / images.Count, history[epoch - 1].Training.Top1Error);
            Assert.Equal(measure.Evaluate(validation), history[epoch - 1].Validation);
        }

        Assert.Equal(plain.Parameters.Values.ToArray(), trained.Parameters.Values.ToArray());
    }

    [Fact]
    public void The_number_of_threads_does_not_change_a_bit()
    {
        float[][] results = [.. new[] { 1, 2, 3 }.Select(threads =>
        {
            using DenseNetwork network = Samples.Network(threads: threads);
            new Trainer(network, Options).Run(new LetterJitter(Samples.Images(50, 1), new JitterOptions { ShiftX = 2, ShiftY = 1 }));
            return network.Parameters.Values.ToArray();
        })];
        Assert.Equal(results[0], results[1]);
        Assert.Equal(results[0], results[2]);
    }

    [Fact]
    public void Every_epoch_meets_every_image_once_in_another_order()
    {
        RecordingSource source = new(Samples.Images(37, 1));
        using DenseNetwork network = Samples.Network();
        new Trainer(network, Options).Run(source);
        int[][] epochs = [.. source.Seen.Chunk(37)];
        Assert.Equal(4, epochs.Length);
        Assert.All(epochs, epoch => Assert.Equal(Enumerable.Range(0, 37), epoch.Order()));
        Assert.Equal(4, epochs.Select(epoch => string.Join(",", epoch)).Distinct().Count());
    }

    [Fact]
    public void The_last_batch_has_the_rest()
    {
        List<BatchReport> reports = [];
        using DenseNetwork network = Samples.Network();
        new Trainer(network, Options with { Epochs = 1 }).Run(
            Samples.Images(37, 1), Samples.Images(16, 2), new TrainingCallbacks { Batch = reports.Add });
        Assert.Equal([16, 32, 37, 16], reports.Select(report => report.Rates.Images));
        Assert.Equal([(1, 3), (2, 3), (3, 3), (1, 1)], reports.Select(report => (report.Batch, report.Batches)));
        Assert.Equal([false, false, false, true], reports.Select(report => report.Validating));
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        long[] allocated = new long[1000];
        int batch = 0;
        using DenseNetwork network = Samples.Network();
        new Trainer(network, Options with { Epochs = 6 }).Run(
            new LetterJitter(Samples.Images(160, 1), new JitterOptions { ShiftX = 2 }),
            callbacks: new TrainingCallbacks { Batch = _ => allocated[batch++] = GC.GetAllocatedBytesForCurrentThread() });
        Assert.Equal(60, batch);

        // What a step allocates, it allocates in every epoch; see Allocations for what else may be counted in one.
        for (int step = 1; step < 10; step++)
            Assert.Equal(0, Enumerable.Range(2, 4).Min(epoch => allocated[(epoch * 10) + step] - allocated[(epoch * 10) + step - 1]));
    }

    [Fact]
    public void Reading_images_allocates_nothing()
    {
        ImageSet images = Samples.Images(20, 1);
        LetterJitter jitter = new(images, new JitterOptions { ShiftX = 2 });
        SeededRandom random = new(1);
        float[] input = new float[Samples.Shape.Count];
        int[] labels = new int[1];
        images.Read(0, random, input, labels);
        jitter.Read(0, random, input, labels);

        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 20; i++)
            {
                random.Restart(1, i);
                images.Read(i, random, input, labels);
                jitter.Read(i, random, input, labels);
            }
        }));
    }

    [Fact]
    public void A_source_that_throws_stops_the_training()
    {
        using DenseNetwork network = Samples.Network();
        RecordingSource source = new(Samples.Images(37, 1)) { FailAfter = 20 };
        Assert.Equal("unreadable", Assert.Throws<InvalidDataException>(() => new Trainer(network, Options).Run(source)).Message);
    }

    /// <summary>The loop of the caller's own: it sees every epoch, sets the rate of the next one, and leaves when it has seen enough.</summary>
    [Fact]
    public void Epochs_can_be_gone_through_one_by_one()
    {
        ImageSet images = Samples.Images(70, 1), validation = Samples.Images(21, 2);
        using DenseNetwork whole = Samples.Network();
        IReadOnlyList<EpochReport> expected = new Trainer(whole, Options with { Epochs = 2, LearningRates = [0.1, 0.02] }).Run(images, validation);

        using DenseNetwork network = Samples.Network();
        network.Optimizer.LearningRate = 0.1f;
        int number = 0;
        foreach (EpochReport epoch in new Trainer(network, Options with { LearningRates = null }).Epochs(images, validation))
        {
            Assert.Equal(expected[number].Training, epoch.Training);
            Assert.Equal(expected[number].Validation, epoch.Validation);
            network.Optimizer.LearningRate = 0.02f;
            if (++number == 2)
                break;
        }

        Assert.Equal(2, number);
        Assert.Equal(whole.Parameters.Values.ToArray(), network.Parameters.Values.ToArray());
        Assert.Equal(1 - expected[1].Training.Top1Error, expected[1].Training.Accuracy);
    }

    [Fact]
    public void A_loop_over_epochs_checks_the_images_before_it_starts()
    {
        using DenseNetwork network = Samples.Network();
        ImageSet other = new(new Shape(2, 2, 1), new byte[8], new int[2]);
        Assert.Throws<ArgumentException>(() => new Trainer(network, Options).Epochs(other));
    }

    [Fact]
    public void A_training_that_diverges_says_so()
    {
        using DenseNetwork network = Samples.Network();
        DivergedException error = Assert.Throws<DivergedException>(
            () => new Trainer(network, Options with { LearningRates = [1e38] }).Run(Samples.Images(100, 1)));
        Assert.Contains("a learning rate below 1E+38", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, error.Epoch);
        Assert.Equal("Scores", error.Layer);
    }

    [Fact]
    public void The_line_of_an_epoch()
    {
        EpochReport report = new(3, 15, new ErrorRates(1, 0.10041, 0.0257, 0.00111), new ErrorRates(1, 0.1201, 0.0329, 0.002), 5120.4);
        Assert.Equal("epoch 3/15 train objective 0.1004 top1 0.0257 top5 0.0011 val objective 0.1201 top1 0.0329 top5 0.0020 images/s 5120", report.ToString());
        Assert.Equal("epoch 3/15 train objective 0.1004 top1 0.0257 top5 0.0011 images/s 5120", (report with { Validation = null }).ToString());
    }

    [Fact]
    public void Options_and_images_that_do_not_fit_are_refused()
    {
        using DenseNetwork network = Samples.Network();
        Assert.Contains("a batch of 17 images was asked for, but the network was built for at most 16", Refusal(Options with { BatchSize = 17 }), StringComparison.Ordinal);
        Assert.Contains("at least one learning rate", Refusal(Options with { LearningRates = [] }), StringComparison.Ordinal);
        Assert.Contains("LearningRates must be 0 or more", Refusal(Options with { LearningRates = [0.1, double.NaN] }), StringComparison.Ordinal);
        Assert.Contains("Momentum must be 0 to below 1", Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd { Momentum = 1 }).Message, StringComparison.Ordinal);
        Assert.Contains("WeightDecay must be 0 or more", Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd { WeightDecay = -1 }).Message, StringComparison.Ordinal);
        Assert.Contains("LearningRate must be 0 or more", Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd { LearningRate = float.NaN }).Message, StringComparison.Ordinal);
        ImageSet other = new(new Shape(2, 2, 1), new byte[8], new int[2]);
        Assert.Contains("the images are 2×2×1, but Tests.Dense reads 6×4×1", Assert.Throws<ArgumentException>(() => new Trainer(network, Options).Run(other)).Message, StringComparison.Ordinal);
        ImageSet maps = new(Samples.Shape, new byte[48], new int[8]);
        Assert.Contains("the images have 4 labels each, but Tests.Dense needs 1", Assert.Throws<ArgumentException>(() => new Trainer(network, Options).Run(maps)).Message, StringComparison.Ordinal);

        string Refusal(TrainingOptions options) => Assert.ThrowsAny<ArgumentException>(() => new Trainer(network, options)).Message;
    }
}
