using Kiln.Checkpoints;
using Kiln.Data;
using Kiln.Training;

namespace Kiln.Tests.Training;

/// <summary>Epochs of a given number of images, validations within them, the caller's own error, and the time left.</summary>
public sealed class EpochTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ImageSet images = Samples.Images(37, 1), validation = Samples.Images(21, 2);

    private TrainingOptions Options => new() { Epochs = 4, BatchSize = 8, LearningRates = [0.05], Seed = 3 };

    public void Dispose() => folder.Dispose();

    /// <summary>Whatever the length of an epoch, each image comes once in every round of all.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(37)]
    [InlineData(50)]
    public void An_epoch_goes_on_where_the_one_before_stopped(int length)
    {
        RecordingSource whole = new(images), parts = new(images);
        Train(Options with { Epochs = 5 }, whole, validation: null);
        IReadOnlyList<EpochReport> history = Train(Options with { Epochs = 3, EpochImages = length }, parts, validation: null).History;
        Assert.All(history, report => Assert.Equal(length, report.Training.Images));
        Assert.Equal(whole.Seen.Take(3 * length), parts.Seen);
    }

    [Fact]
    public void Epochs_of_some_images_resume_bit_for_bit_with_the_same_dropout()
    {
        TrainingOptions options = Options with { EpochImages = 20 };
        float[] expected = Train(options, images).Parameters;
        Train(options with { Epochs = 3, OutputFolder = folder["run"] }, images);
        Assert.Equal(expected, Train(options with { OutputFolder = folder["run"] }, images).Parameters);
        Assert.Contains(
            "images of an epoch 20, but this training has none",
            Assert.Throws<CheckpointException>(() => Train(Options with { OutputFolder = folder["run"] }, images)).Message,
            StringComparison.Ordinal);
    }

    /// <summary>37 images are 5 batches of 8: validations after batches 2 and 4, and the one at the end.</summary>
    [Fact]
    public void Validations_within_an_epoch_measure_and_change_nothing()
    {
        List<ValidationReport> validations = [];
        List<BatchReport> batches = [];
        (float[] parameters, IReadOnlyList<EpochReport> history) = Train(Options, images);
        (float[] same, IReadOnlyList<EpochReport> measured) = Train(
            Options with { ValidateEvery = 2 }, images, callbacks: new TrainingCallbacks { Validation = validations.Add, Batch = batches.Add });

        Assert.Equal(parameters, same);
        Assert.Equal(history.Select(WithoutTime), measured.Select(WithoutTime));
        Assert.Equal(Enumerable.Range(1, 4).SelectMany(epoch => new[] { (epoch, 2, 5), (epoch, 4, 5) }), validations.Select(report => (report.Epoch, report.Batch, report.Batches)));
        Assert.Equal([1, 2, 3, 4, 5], batches.Where(batch => batch is { Epoch: 1, Validating: false }).Select(batch => batch.Batch));
        Assert.Equal([8, 16, 24, 32, 37], batches.Where(batch => batch is { Epoch: 1, Validating: false }).Select(batch => batch.Rates.Images));
        Assert.All(batches.Where(batch => !batch.Validating), batch => Assert.Equal(5, batch.Batches));

        // The weights after two batches, by hand.
        using NormalizedNet net = Create();
        Trainer trainer = new(net, Options with { EpochImages = 16, Epochs = 1 });
        trainer.Run(images);
        Assert.Equal(trainer.Evaluate(validation), validations[0].Rates);
    }

    /// <summary>The error is the distance from the label to the class that is said; it is checked against the scores image by image.</summary>
    [Fact]
    public void The_callers_own_error_is_reported_and_kept()
    {
        static double Distance(ReadOnlySpan<float> scores, ReadOnlySpan<int> labels)
        {
            int best = 0;
            for (int k = 1; k < scores.Length; k++)
                best = scores[k] > scores[best] ? k : best;
            return Math.Abs(best - labels[0]);
        }

        TrainingOptions options = Options with { Error = Distance, Epochs = 2, OutputFolder = folder["run"], SubBatches = 2 };
        using NormalizedNet net = Create();
        Trainer trainer = new(net, options);
        IReadOnlyList<EpochReport> history = trainer.Run(images, validation);
        double sum = 0;
        for (int i = 0; i < validation.Count; i++)
        {
            float[] input = new float[Samples.Shape.Count];
            int[] labels = new int[1];
            validation.Read(i, new Kiln.Numerics.SeededRandom(0), input, labels);
            sum += Distance(net.Forward(input), labels);
        }

        Assert.Equal(sum / validation.Count, history[1].Validation!.Value.OwnError!.Value, 1e-12);
        Assert.NotNull(history[0].Training.OwnError);
        Assert.Contains(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"own error {sum / validation.Count:F4}"), history[1].ToString(), StringComparison.Ordinal);
        Assert.Equal(history.Select(WithoutTime), CheckpointFile.Read(CheckpointFile.PathOf(folder["run"], 2)).History.Select(WithoutTime));
        Assert.Equal(history[1].Validation, trainer.Evaluate(validation));
    }

    [Fact]
    public void The_time_left_falls_to_nothing()
    {
        List<BatchReport> batches = [];
        IReadOnlyList<EpochReport> history = Train(Options, images, callbacks: new TrainingCallbacks { Batch = batches.Add }).History;
        Assert.All(batches, batch => Assert.NotNull(batch.TimeLeft));
        Assert.Equal(TimeSpan.Zero, history[^1].TimeLeft);
        Assert.True(history[0].TimeLeft > TimeSpan.Zero);
        Assert.Equal(TimeSpan.Zero, batches[^1].TimeLeft);
    }

    /// <summary>Two epochs of 10 training and 6 validation images cost 72; after 30 of them and 6 seconds there are 42 left, which take 8.4.</summary>
    [Fact]
    public void The_time_left_is_that_of_the_work_left()
    {
        ManualClock clock = new();
        RemainingTime remaining = new(2 * ((RemainingTime.TrainingImage * 10) + 6), clock);
        Assert.Null(remaining.Left());
        clock.Seconds = 6;
        Assert.Equal(8.4, remaining.Left(30)!.Value.TotalSeconds, 1e-6);
        remaining.Add(36);
        Assert.Equal(6, remaining.Left()!.Value.TotalSeconds, 1e-6);
        Assert.Equal(0, remaining.Left(36)!.Value.TotalSeconds);
    }

    private static NormalizedNet Create() => new(new ParameterSet<NormalizedNet>(seed: 1), maxBatch: 8);

    private static EpochReport WithoutTime(EpochReport report) => report with { ImagesPerSecond = 0, TimeLeft = null };

    private (float[] Parameters, IReadOnlyList<EpochReport> History) Train(TrainingOptions options, IImageSource source, TrainingCallbacks? callbacks = null) =>
        Train(options, source, validation, callbacks);

    private static (float[] Parameters, IReadOnlyList<EpochReport> History) Train(TrainingOptions options, IImageSource source, IImageSource? validation, TrainingCallbacks? callbacks = null)
    {
        using NormalizedNet net = Create();
        IReadOnlyList<EpochReport> history = new Trainer(net, options).Run(source, validation, callbacks);
        return (net.Parameters.Values.ToArray(), history);
    }

    private sealed class ManualClock : TimeProvider
    {
        public double Seconds { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => (long)(Seconds * 1000);
    }
}
