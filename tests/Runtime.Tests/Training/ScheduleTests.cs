using Kiln.Checkpoints;
using Kiln.Data;
using Kiln.Training;

namespace Kiln.Tests.Training;

/// <summary>What depends on how a training goes: rates that fall on a plateau, early stopping, the best epoch; and warm-up before any schedule.</summary>
public sealed class ScheduleTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ImageSet images = Samples.Images(40, 1), validation = Samples.Images(20, 2);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Warm_up_comes_before_any_schedule()
    {
        Assert.Equal([0.1, 0.2, 0.3, 0.3, 0.03], Schedules.WarmUp([0.3, 0.3, 0.03], 2).Select(rate => Math.Round(rate, 12)));
        Assert.Equal([0.5], Schedules.WarmUp([0.5], 0));
        Assert.Equal(Schedules.Cosine(0.3, 7, warmUp: 2, last: 0.1), Schedules.WarmUp(Schedules.Cosine(0.3, 5, last: 0.1), 2));
        Assert.Throws<ArgumentException>(() => Schedules.WarmUp([], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedules.WarmUp([1], -1));
    }

    /// <summary>Losses 5 4 4 4 3.99 4 4 4 4: with patience 2 and a minimum change of 0.1 the rate falls after epochs 4, 6 and 8.</summary>
    [Fact]
    public void The_rate_falls_after_epochs_without_a_better_one()
    {
        EpochReport[] history = Losses(5, 4, 4, 4, 3.99, 4, 4, 4, 4);
        ReduceOnPlateau plateau = new() { Factor = 0.5, Patience = 2, MinimumChange = 0.1 };
        TrainingOptions options = new() { LearningRates = [0.25, 1], ReduceOnPlateau = plateau };
        Assert.Equal([0.25, 1, 1, 1, 0.5, 0.5, 0.25, 0.25, 0.125, 0.125], Enumerable.Range(1, 10).Select(epoch => options.LearningRateOf(epoch, history)!.Value));

        // 3.99 is better than 4 where every change counts: then the second fall is after epoch 7.
        Assert.Equal([1, 0.5, 0.5, 0.5, 0.25], Enumerable.Range(4, 5).Select(epoch => (options with { ReduceOnPlateau = plateau with { MinimumChange = 0 } }).LearningRateOf(epoch, history)!.Value));
        Assert.Equal(0.3, (options with { ReduceOnPlateau = plateau with { LeastRate = 0.3 } }).LearningRateOf(10, history));
        Assert.Equal(0.25, (options with { LearningRates = [0.25], ReduceOnPlateau = plateau with { LeastRate = 0.3 } }).LearningRateOf(1, history));
    }

    [Fact]
    public void A_loss_that_is_not_a_number_is_no_better() =>
        Assert.Equal(0.1, new ReduceOnPlateau { Patience = 2 }.Reduce(1, Losses(1, double.NaN, double.NaN)));

    [Fact]
    public void Other_measures_and_the_training_images_decide_where_asked()
    {
        EpochReport[] history =
        [
            new(1, 9, new ErrorRates(1, 1, 0.5, 0), new ErrorRates(1, 1, 0.5, 0) { OwnError = 3 }, 0),
            new(2, 9, new ErrorRates(1, 0.5, 0.4, 0), new ErrorRates(1, 2, 0.4, 0) { OwnError = 4 }, 0),
        ];
        Assert.True(new EarlyStopping { Patience = 1 }.Stops(history));
        Assert.False(new EarlyStopping { Patience = 1, Measure = TrainingMeasure.Top1Error }.Stops(history));
        Assert.True(new EarlyStopping { Patience = 1, Measure = TrainingMeasure.OwnError }.Stops(history));
        Assert.False(new EarlyStopping { Patience = 1 }.Stops(history.Select(report => report with { Validation = null })));
    }

    /// <summary>A rate so high that most epochs are no better: the rate falls, also where the training is interrupted between two epochs that are no better.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_resumed_training_lowers_its_rate_where_the_uninterrupted_one_does(int epochs)
    {
        TrainingOptions options = new()
        {
            Epochs = 8, BatchSize = 8, Seed = 3, LearningRates = Schedules.WarmUp([2.0], 1), ReduceOnPlateau = new() { Factor = 0.3, Patience = 2 }, OutputFolder = folder["run"],
        };
        (float[] expected, float last) = Train(options with { OutputFolder = null });
        Assert.True(last < 2, "the rate must fall for the test to mean anything");
        Train(options with { Epochs = epochs });
        (float[] actual, float rate) = Train(options);
        Assert.Equal(expected, actual);
        Assert.Equal(last, rate);

        // Another rule that would have lowered the rate of an epoch that is done is refused.
        CheckpointException error = Assert.Throws<CheckpointException>(() => Train(options with { Epochs = 9, ReduceOnPlateau = new() { Factor = 0.2, Patience = 2 } }));
        Assert.Contains("learning rate of epoch", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_stops_early_and_stays_stopped()
    {
        // A rate of 0 makes no epoch better than the first.
        TrainingOptions options = new() { Epochs = 9, BatchSize = 16, LearningRates = [0], EarlyStopping = new() { Patience = 3 }, OutputFolder = folder["run"] };
        Assert.Equal(4, Count(options));
        Assert.Equal(4, Count(options));
        Assert.Equal([1, 2, 3, 4], CheckpointFile.EpochsIn(folder["run"]));
        Assert.Equal(6, Count(options with { EarlyStopping = new() { Patience = 5 } }));

        int Count(TrainingOptions chosen)
        {
            using DenseNetwork network = Samples.Network();
            network.Optimizer.WeightDecay = 0;
            return new Trainer(network, chosen).Run(images, validation).Count;
        }
    }

    [Fact]
    public void The_best_epoch_is_kept_beside_the_last()
    {
        // The rate of the last epochs is so high that they are worse.
        TrainingOptions options = new()
        {
            Epochs = 6, BatchSize = 16, Seed = 3, LearningRates = [0.05, 0.05, 0.05, 20], KeepBest = TrainingMeasure.Loss, KeepAllCheckpoints = false, OutputFolder = folder["run"],
        };
        List<float[]> after = [];
        using DenseNetwork network = Samples.Network();
        IReadOnlyList<EpochReport> history = new Trainer(network, options).Run(
            images, validation, new TrainingCallbacks { Epoch = _ => after.Add(network.Parameters.Values.ToArray()) });
        int best = Enumerable.Range(0, 6).MinBy(epoch => history[epoch].Validation!.Value.Loss);
        Assert.InRange(best, 1, 4);
        Assert.Equal([6], CheckpointFile.EpochsIn(folder["run"]));

        ParameterSet loaded = new(network.Description);
        CheckpointInfo info = WeightsFile.Load(CheckpointFile.BestPathOf(folder["run"]), loaded);
        Assert.Equal(after[best], loaded.Values.ToArray());
        Assert.Equal(images.Normalization, info.Normalization);

        using DenseNetwork other = Samples.Network();
        new Trainer(other, options with { Fresh = true, Epochs = 0 }).Run(images, validation);
        Assert.False(File.Exists(CheckpointFile.BestPathOf(folder["run"])));
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        using DenseNetwork network = Samples.Network();
        TrainingOptions options = new() { BatchSize = 16, LearningRates = [1] };
        Refused("Factor of ReduceOnPlateau must be above 0 and below 1", options with { ReduceOnPlateau = new() { Factor = 1 } });
        Refused("Patience of ReduceOnPlateau must be 1 or more", options with { ReduceOnPlateau = new() { Patience = 0 } });
        Refused("LeastRate of ReduceOnPlateau must be 0 or more", options with { ReduceOnPlateau = new() { LeastRate = double.NaN } });
        Refused("ReduceOnPlateau lowers LearningRates, but there are none", options with { LearningRates = null, ReduceOnPlateau = new() });
        Refused("MinimumChange of EarlyStopping must be 0 or more", options with { EarlyStopping = new() { MinimumChange = -1 } });
        Refused("OwnError is measured by Error, but there is none", options with { EarlyStopping = new() { Measure = TrainingMeasure.OwnError } });
        Refused("KeepBest keeps a file in OutputFolder, but there is none", options with { KeepBest = TrainingMeasure.Loss });
        Refused("AverageDecay must be above 0 and below 1", options with { AverageDecay = 1 });
        Refused("EpochImages", options with { EpochImages = 0 });
        Refused("ValidateEvery", options with { ValidateEvery = 0 });
        Refused("SubBatches", options with { SubBatches = 0 });
        Assert.Contains(
            "ValidateEvery is set, but there are no images to validate on",
            Assert.Throws<ArgumentException>(() => new Trainer(network, options with { ValidateEvery = 1 }).Run(images)).Message,
            StringComparison.Ordinal);

        void Refused(string message, TrainingOptions chosen) =>
            Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(() => new Trainer(network, chosen)).Message, StringComparison.Ordinal);
    }

    private static EpochReport[] Losses(params double[] losses) =>
        [.. losses.Select((loss, index) => new EpochReport(index + 1, losses.Length, new ErrorRates(1, 9 - index, 0, 0), new ErrorRates(1, loss, 0, 0), 0))];

    private (float[] Parameters, float Rate) Train(TrainingOptions options)
    {
        using DenseNetwork network = Samples.Network();
        new Trainer(network, options).Run(images, validation);
        return (network.Parameters.Values.ToArray(), network.Optimizer.LearningRate);
    }
}
