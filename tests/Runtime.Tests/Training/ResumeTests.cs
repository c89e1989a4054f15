using Kiln.Checkpoints;
using Kiln.Data;
using Kiln.Training;

namespace Kiln.Tests.Training;

public sealed class ResumeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ImageSet validation = Samples.Images(20, 2);

    private TrainingOptions Options => new() { Epochs = 4, BatchSize = 16, LearningRates = [0.05, 0.02], Seed = 3, OutputFolder = folder["run"] };

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Two_and_two_epochs_equal_four_bit_for_bit(bool jitter)
    {
        using DenseNetwork whole = Samples.Network();
        IReadOnlyList<EpochReport> expected = new Trainer(whole, Options with { OutputFolder = null }).Run(Source(jitter), validation);

        using DenseNetwork first = Samples.Network();
        new Trainer(first, Options with { Epochs = 2 }).Run(Source(jitter), validation);
        using DenseNetwork second = Samples.Network(threads: 2, seed: 99);
        int resumed = 0;
        IReadOnlyList<EpochReport> history = new Trainer(second, Options).Run(
            Source(jitter), validation, new TrainingCallbacks { Resumed = done => resumed = done.Count });

        Assert.Equal(2, resumed);
        Assert.Equal(whole.Parameters.Values.ToArray(), second.Parameters.Values.ToArray());
        Assert.Equal(whole.Optimizer.State[0].Values.Span.ToArray(), second.Optimizer.State[0].Values.Span.ToArray());
        Assert.Equal(expected.Select(WithoutTime), history.Select(WithoutTime));
    }

    [Fact]
    public void A_second_run_in_memory_starts_without_momentum()
    {
        using DenseNetwork network = Samples.Network();
        Trainer trainer = new(network, Options with { OutputFolder = null });
        trainer.Run(Source(false));
        float[] between = network.Parameters.Values.ToArray();
        trainer.Run(Source(false));

        using DenseNetwork other = Samples.Network();
        between.CopyTo(other.Parameters.Edit());
        new Trainer(other, Options with { OutputFolder = null }).Run(Source(false));
        Assert.Equal(other.Parameters.Values.ToArray(), network.Parameters.Values.ToArray());
    }

    [Fact]
    public void A_finished_run_trains_nothing()
    {
        float[] trained = Train(Options);
        using DenseNetwork network = Samples.Network(seed: 5);
        int batches = 0;
        IReadOnlyList<EpochReport> history = new Trainer(network, Options).Run(
            Source(false), validation, new TrainingCallbacks { Batch = _ => batches++ });
        Assert.Equal(0, batches);
        Assert.Equal(4, history.Count);
        Assert.Equal(trained, network.Parameters.Values.ToArray());
    }

    [Fact]
    public void Fewer_epochs_than_are_done_give_the_checkpoint_of_the_last_wanted()
    {
        float[] two = Train(Options with { Epochs = 2, OutputFolder = null });
        Train(Options);
        Assert.Equal(two, Train(Options with { Epochs = 2 }));
    }

    [Fact]
    public void A_cancelled_run_leaves_the_last_whole_epoch()
    {
        float[] expected = Train(Options with { OutputFolder = null });
        using CancellationTokenSource cancel = new();
        using DenseNetwork network = Samples.Network();
        TrainingCallbacks callbacks = new()
        {
            Batch = batch =>
            {
                if (batch is { Epoch: 3, Batch: 2 })
                    cancel.Cancel();
            },
        };
        Assert.Throws<OperationCanceledException>(() => new Trainer(network, Options).Run(Source(false), validation, callbacks, cancel.Token));
        Assert.Equal([1, 2], CheckpointFile.EpochsIn(folder["run"]));
        Assert.Equal(expected, Train(Options));
    }

    [Fact]
    public void What_a_killed_process_leaves_is_ignored()
    {
        float[] expected = Train(Options with { OutputFolder = null });
        Train(Options with { Epochs = 2 });
        byte[] whole = File.ReadAllBytes(CheckpointFile.PathOf(folder["run"], 2));
        File.WriteAllBytes(CheckpointFile.PathOf(folder["run"], 3) + ".unfinished", whole[..(whole.Length / 2)]);
        foreach (string stranger in new[] { "epoch-.kiln", "epoch-3.kiln", "epoch-00003.kiln", "epoch-x003.kiln", "epoch--003.kiln", "weights.kiln" })
            File.WriteAllText(Path.Combine(folder["run"], stranger), "stranger");

        Assert.Equal([1, 2], CheckpointFile.EpochsIn(folder["run"]));
        Assert.Equal(expected, Train(Options));
        Assert.False(File.Exists(CheckpointFile.PathOf(folder["run"], 3) + ".unfinished"));
    }

    [Fact]
    public void A_damaged_newest_checkpoint_is_reported_and_kept()
    {
        Train(Options with { Epochs = 2 });
        string newest = CheckpointFile.PathOf(folder["run"], 2);
        byte[] damaged = File.ReadAllBytes(newest)[..^1];
        File.WriteAllBytes(newest, damaged);
        using DenseNetwork network = Samples.Network();
        float[] before = network.Parameters.Values.ToArray();
        CheckpointException error = Assert.Throws<CheckpointException>(() => new Trainer(network, Options).Run(Source(false), validation));
        Assert.StartsWith($"{newest}: is truncated", error.Message, StringComparison.Ordinal);
        Assert.Equal(damaged, File.ReadAllBytes(newest));
        Assert.Equal(before, network.Parameters.Values.ToArray());
    }

    [Fact]
    public void Fresh_deletes_the_old_checkpoints_and_starts_over()
    {
        Train(Options with { Seed = 8 });
        float[] expected = Train(Options with { OutputFolder = null, Epochs = 2 });
        Assert.Equal(expected, Train(Options with { Epochs = 2, Fresh = true }));
        Assert.Equal([1, 2], CheckpointFile.EpochsIn(folder["run"]));
    }

    public static TheoryData<string, Func<TrainingOptions, TrainingOptions>> Changes => new()
    {
        { "batch size 16, but this training has 10", options => options with { BatchSize = 10 } },
        { "seed 3, but this training has 4", options => options with { Seed = 4 } },
        { "learning rate of epoch 2 0.02, but this training has 0.01", options => options with { LearningRates = [0.05, 0.01] } },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Other_options_are_refused(string message, Func<TrainingOptions, TrainingOptions> change)
    {
        Train(Options with { Epochs = 2 });
        using DenseNetwork network = Samples.Network();
        CheckpointException error = Assert.Throws<CheckpointException>(() => new Trainer(network, change(Options)).Run(Source(false), validation));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData(0.8f, false, 0.0005f, "momentum 0.9, but this training has 0.8")]
    [InlineData(0.9f, true, 0.0005f, "nesterov off, but this training has on")]
    [InlineData(0.9f, false, 0f, "weight decay 0.0005, but this training has 0")]
    public void Other_settings_of_the_optimizer_are_refused(float momentum, bool nesterov, float decay, string message)
    {
        Train(Options with { Epochs = 2 });
        using DenseNetwork network = Samples.Network();
        network.Optimizer = new Sgd { Momentum = momentum, Nesterov = nesterov, WeightDecay = decay };
        Assert.Contains(message, Assert.Throws<CheckpointException>(() => new Trainer(network, Options).Run(Source(false), validation)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_under_its_name_of_earlier_files_is_read()
    {
        using DenseNetwork network = Samples.Network();
        EpochReport epoch = new(1, 1, new ErrorRates(1, 1, 0, 0), null, 1);
        byte[] content = CheckpointContent.Compose(network.Parameters, null, "", null, [new("solver", "Sgd"), new("seed", "3")], [epoch]);
        Assert.Equal([new("optimizer", "Sgd"), new("seed", "3")], CheckpointContent.Describe(new CheckpointReader(content, "old")).Settings);
    }

    [Fact]
    public void Other_images_jitter_or_multipliers_are_refused()
    {
        Train(Options with { Epochs = 2 });
        using DenseNetwork network = Samples.Network();
        Trainer trainer = new(network, Options);
        Assert.Contains("training images", Assert.Throws<CheckpointException>(() => trainer.Run(Source(true), validation)).Message, StringComparison.Ordinal);
        Assert.Contains("training images", Assert.Throws<CheckpointException>(() => trainer.Run(Samples.Images(50, 9), validation)).Message, StringComparison.Ordinal);
        Assert.Contains("validation images", Assert.Throws<CheckpointException>(() => trainer.Run(Source(false))).Message, StringComparison.Ordinal);
        network.Parameters["Scores.Biases"].LearningRateScale = 2;
        Assert.Contains("learning rate of Scores.Biases 1, but this training has 2", Assert.Throws<CheckpointException>(() => trainer.Run(Source(false), validation)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Learning_rates_of_epochs_to_come_may_change()
    {
        Train(Options with { Epochs = 2 });
        Train(Options with { LearningRates = [0.05, 0.02, 0.001] });
        Assert.Equal([1, 2, 3, 4], CheckpointFile.EpochsIn(folder["run"]));
    }

    private static IImageSource Source(bool jitter)
    {
        ImageSet images = Samples.Images(50, 1);
        return jitter ? new LetterJitter(images, new JitterOptions { ShiftX = 2, ShiftY = 1 }) : images;
    }

    private static EpochReport WithoutTime(EpochReport report) => report with { ImagesPerSecond = 0, TimeLeft = null };

    private float[] Train(TrainingOptions options)
    {
        using DenseNetwork network = Samples.Network();
        new Trainer(network, options).Run(Source(false), validation);
        return network.Parameters.Values.ToArray();
    }
}
