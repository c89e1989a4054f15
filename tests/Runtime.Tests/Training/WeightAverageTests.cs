using Kiln.Checkpoints;
using Kiln.Data;
using Kiln.Training;

namespace Kiln.Tests.Training;

/// <summary>The moving average of the weights against a plain loop, in validations, in the best weights and over a resumption.</summary>
public sealed class WeightAverageTests : IDisposable
{
    private const double Decay = 0.6;

    private readonly TemporaryFolder folder = new();
    private readonly ImageSet images = Samples.Images(40, 1), validation = Samples.Images(20, 2);

    private TrainingOptions Options => new() { Epochs = 3, BatchSize = 12, LearningRates = [0.05], Seed = 3, AverageDecay = Decay };

    public void Dispose() => folder.Dispose();

    /// <summary>12 steps: t/(t + 9) is below the decay up to step 13, so a shorter decay is tested too.</summary>
    [Theory]
    [InlineData(0.6)]
    [InlineData(0.3)]
    public void Equals_the_plain_loop(double decay)
    {
        using NormalizedNet net = Create();
        double[] expected = [.. net.Parameters.Values.ToArray().Select(value => (double)value)];
        int step = 0;
        Trainer trainer = new(net, Options with { AverageDecay = decay });
        trainer.Run(images, callbacks: new TrainingCallbacks
        {
            Batch = _ =>
            {
                step++;
                double kept = Math.Min(decay, step / (step + 9.0));
                foreach (Parameter array in net.Parameters.Arrays)
                {
                    bool moves = array.Description.Update == ParameterUpdate.Gradient;
                    for (int i = array.Description.Offset; i < array.Description.Offset + array.Description.Length; i++)
                        expected[i] = moves ? (kept * expected[i]) + ((1 - kept) * net.Parameters.Values[i]) : net.Parameters.Values[i];
                }
            },
        });

        Assert.Equal(12, step);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], trainer.Average!.Values[i], 1e-6);
        Assert.NotEqual(net.Parameters.Values.ToArray(), trainer.Average!.Values.ToArray());
    }

    [Fact]
    public void It_changes_nothing_in_what_is_learned_and_validations_measure_it()
    {
        using NormalizedNet plain = Create(), averaged = Create();
        new Trainer(plain, Options with { AverageDecay = null }).Run(images, validation);
        Trainer trainer = new(averaged, Options with { ValidateEvery = 1 });
        EpochReport last = trainer.Run(images, validation)[^1];
        Assert.Equal(plain.Parameters.Values.ToArray(), averaged.Parameters.Values.ToArray());

        trainer.Average!.Values.CopyTo(plain.Parameters.Edit());
        Assert.Equal(new Trainer(plain, Options).Evaluate(validation), last.Validation);
        Assert.NotEqual(trainer.Evaluate(validation), last.Validation);
        Assert.Null(new Trainer(plain, Options with { AverageDecay = null }).Average);
    }

    [Fact]
    public void Resumes_bit_for_bit_on_any_number_of_threads_and_is_the_best_that_is_kept()
    {
        (float[] parameters, float[] average) = Train(Options, threads: 1);
        TrainingOptions options = Options with { OutputFolder = folder["run"], KeepBest = TrainingMeasure.Loss };
        Train(options with { Epochs = 1 }, threads: 3);
        (float[] actual, float[] actualAverage) = Train(options, threads: 2);
        Assert.Equal(parameters, actual);
        Assert.Equal(average, actualAverage);

        IReadOnlyList<EpochReport> history = CheckpointFile.Read(CheckpointFile.PathOf(folder["run"], 3)).History;
        Assert.Equal(3, history.MinBy(report => report.Validation!.Value.Loss)!.Epoch);
        ParameterSet<NormalizedNet> best = new();
        WeightsFile.Load(CheckpointFile.BestPathOf(folder["run"]), best);
        Assert.Equal(average, best.Values.ToArray());

        // A checkpoint as weights has the parameters themselves.
        WeightsFile.Load(CheckpointFile.PathOf(folder["run"], 3), best);
        Assert.Equal(parameters, best.Values.ToArray());
    }

    [Theory]
    [InlineData(0.7, "decay of the average 0.6, but this training has 0.7")]
    [InlineData(null, "decay of the average 0.6, but this training has none")]
    public void Another_decay_is_refused(double? decay, string message)
    {
        Train(Options with { Epochs = 1, OutputFolder = folder["run"] }, threads: 1);
        CheckpointException error = Assert.Throws<CheckpointException>(() => Train(Options with { AverageDecay = decay, OutputFolder = folder["run"] }, threads: 1));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static NormalizedNet Create(int threads = 1) => new(new ParameterSet<NormalizedNet>(seed: 1), maxBatch: 12, threads);

    private (float[] Parameters, float[] Average) Train(TrainingOptions options, int threads)
    {
        using NormalizedNet net = Create(threads);
        Trainer trainer = new(net, options);
        trainer.Run(images, validation);
        return (net.Parameters.Values.ToArray(), trainer.Average?.Values.ToArray() ?? []);
    }
}
