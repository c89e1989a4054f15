using Kiln.Data;
using Kiln.Numerics;
using Kiln.Training;

namespace Kiln.Tests.Training;

/// <summary>Networks that predict numbers, trained on sources that have them.</summary>
public class TargetTests
{
    private static readonly TrainingOptions Options = new() { Epochs = 12, BatchSize = 10, LearningRates = [0.1], Seed = 3 };

    /// <summary>The targets are a linear function of the pixels, which one dense layer learns; the last batch has 7 images.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_network_learns_numbers_from_a_source_of_targets(int subBatches)
    {
        ImageSet images = Linear(97, seed: 1), validation = Linear(31, seed: 2);
        using RegressionNet net = new(new ParameterSet<RegressionNet>(seed: 1), maxBatch: 10);

        IReadOnlyList<EpochReport> reports = new Trainer(net, Options with { SubBatches = subBatches }).Run(images, validation);

        Assert.True(reports[^1].Validation!.Value.Loss < reports[0].Validation!.Value.Loss / 20, $"{reports[0].Validation!.Value.Loss} fell to {reports[^1].Validation!.Value.Loss} only");
        Assert.Equal(0, reports[^1].Training.Top1Error);
    }

    [Fact]
    public void A_source_without_targets_is_refused()
    {
        using RegressionNet net = new(maxBatch: 10);
        ImageSet labelled = new(new Shape(4, 3, 1), new float[24], new int[2]);

        ArgumentException exception = Assert.Throws<ArgumentException>(() => new Trainer(net, Options).Run(labelled));

        Assert.StartsWith("the images have 0 targets each, but Kiln.Tests.RegressionNet needs 2, one for each of its outputs", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_counts_classes_is_refused_where_there_are_none()
    {
        using RegressionNet net = new(maxBatch: 10);
        Trainer trainer = new(net, Options);

        ArgumentException error = Assert.Throws<ArgumentException>(() => new Trainer(net, Options with { Error = (_, _) => 1 }));
        ArgumentException matrix = Assert.Throws<ArgumentException>(() => trainer.Evaluate(Linear(3, seed: 1), confusion: new ConfusionMatrix(2)));

        Assert.StartsWith("Error is of scores and classes, but Kiln.Tests.RegressionNet takes targets; leave it out", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("a confusion matrix counts classes, but Kiln.Tests.RegressionNet takes targets; leave it out", matrix.Message, StringComparison.Ordinal);
    }

    private static ImageSet Linear(int images, int seed)
    {
        SeededRandom random = new(seed);
        float[] pixels = [.. Enumerable.Range(0, images * 12).Select(_ => random.Next(1000) / 1000f)];
        float[] targets = [.. Enumerable.Range(0, images).SelectMany(image => new[] { pixels[image * 12] - pixels[(image * 12) + 5], 0.5f * pixels[(image * 12) + 11] })];
        return new ImageSet(new Shape(4, 3, 1), pixels, new Shape(1, 1, 2), targets);
    }
}
