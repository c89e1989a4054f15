using Kiln.Checkpoints;
using Kiln.Data;
using Kiln.Numerics;
using Kiln.Training;

namespace Kiln.Tests.Data;

/// <summary>The outputs of a layer serve as images for another network, computed once or each time.</summary>
public sealed class LayerOutputsTests
{
    [Fact]
    public void A_head_learns_from_kept_outputs_what_the_whole_network_learns()
    {
        ImageSet images = Samples.Images(50, 1), validation = Samples.Images(20, 2);
        ParameterSet<FrozenNet> whole = new(seed: 3), learned = new(seed: 3);
        TrainingOptions options = new() { Epochs = 4, BatchSize = 16, LearningRates = [0.05], Seed = 5 };

        using FrozenNet all = new(whole, maxBatch: 16, threads: 2), reader = new(learned, maxBatch: 7, threads: 1);
        IReadOnlyList<EpochReport> expected = new Trainer(all, options).Run(images, validation);
        LayerOutputs kept = new(images, reader, nameof(FrozenNet.Relu1)), measured = new(validation, reader, nameof(FrozenNet.Relu1));
        List<int> done = [];
        Assert.True(kept.TryKeep(1 << 20, out string reason, done.Add), reason);
        Assert.True(measured.TryKeep(1 << 20, out _));
        using FrozenNetHead head = new(learned, maxBatch: 16, threads: 1);
        IReadOnlyList<EpochReport> actual = new Trainer(head, options).Run(kept, measured);

        Assert.Equal([7, 14, 21, 28, 35, 42, 49, 50], done);
        Assert.Equal(expected.Select(epoch => (epoch.Training, epoch.Validation)), actual.Select(epoch => (epoch.Training, epoch.Validation)));
        Assert.Equal(whole.Values, learned.Values);
        Assert.NotEqual(new ParameterSet<FrozenNet>(seed: 3)["Scores.Weights"].Values.ToArray(), learned["Scores.Weights"].Values.ToArray());
        Assert.Equal(["Relu1", "Drop1", "Scores", "Loss"], head.Description.Layers.Select(layer => layer.Name));
    }

    [Fact]
    public void A_head_begins_where_blocks_and_kept_moments_end()
    {
        ImageSet images = Samples.Images(50, 1);
        ParameterSet<FrozenBlockNet> whole = new(seed: 3), learned = new(seed: 3);
        TrainingOptions options = new() { Epochs = 2, BatchSize = 16, LearningRates = [0.05], Seed = 5 };
        using FrozenBlockNet all = new(whole, maxBatch: 16, threads: 1), reader = new(learned, maxBatch: 16, threads: 1);
        using FrozenBlockNetHead head = new(learned, maxBatch: 16, threads: 1);
        Assert.Equal(["Both.Joined", "Relu", "Scores", "Loss"], head.Description.Layers.Select(layer => layer.Name));
        Assert.Equal(new Shape(4, 2, 8), head.Description.InputShape);

        new Trainer(all, options).Run(images);
        LayerOutputs kept = new(images, reader, head.Description.Layers[0].Name);
        Assert.True(kept.TryKeep(1 << 20, out string reason), reason);
        new Trainer(head, options).Run(kept);

        Assert.Equal(whole.Values, learned.Values);
    }

    [Fact]
    public void A_checkpoint_of_a_head_is_one_of_its_network()
    {
        using TemporaryFolder folder = new();
        ImageSet images = Samples.Images(30, 1);
        ParameterSet<FrozenNet> parameters = new(seed: 3), loaded = new();
        using FrozenNet reader = new(parameters, maxBatch: 16, threads: 1);
        using FrozenNetHead head = new(parameters, maxBatch: 16, threads: 1);
        LayerOutputs kept = new(images, reader, nameof(FrozenNet.Relu1));
        Assert.True(kept.TryKeep(1 << 20, out _));

        new Trainer(head, new TrainingOptions { Epochs = 2, BatchSize = 16, OutputFolder = folder.Path }).Run(kept);

        Assert.Equal(images.Normalization, WeightsFile.Load(CheckpointFile.PathOf(folder.Path, 2), loaded).Normalization);
        Assert.Equal(parameters.Values, loaded.Values);
    }

    [Fact]
    public void Outputs_that_do_not_fit_are_computed_when_they_are_read()
    {
        using FrozenNet net = new(maxBatch: 4, threads: 1, seed: 3);
        ImageSet images = Samples.Images(9, 1);
        LayerOutputs each = new(images, net, nameof(FrozenNet.Relu1)), kept = new(images, net, nameof(FrozenNet.Relu1));
        Assert.Equal(9 * 64 * sizeof(float), each.Bytes);
        Assert.False(each.TryKeep(each.Bytes - 1, out string reason));
        Assert.Equal("9 × 4×2×8 numbers take 0 MB, and 0 MB are allowed", reason);
        Assert.True(kept.TryKeep(each.Bytes, out _));
        Assert.Equal((false, true), (each.AreKept, kept.AreKept));
        Assert.Equal(each.Fingerprint, kept.Fingerprint);
        for (int image = 0; image < 9; image++)
        {
            (float[] Output, int[] Labels) first = Read(each, image), second = Read(kept, image);
            Assert.Equal(first.Output, second.Output);
            Assert.Equal(images.Labels[image], first.Labels[0]);
            Assert.Equal(first.Labels, second.Labels);
        }
    }

    [Fact]
    public void What_changes_at_random_is_not_kept()
    {
        using FrozenNet net = new(maxBatch: 4, threads: 1, seed: 3);
        LayerOutputs outputs = new(Samples.Images(9, 1).Flip(), net, nameof(FrozenNet.Relu1));

        Assert.False(outputs.TryKeep(long.MaxValue, out string reason));

        Assert.Equal("the images change at random each time they are read", reason);
        HashSet<string> seen = [.. Enumerable.Range(0, 20).Select(draw => string.Join(" ", Read(outputs, 0, draw).Output))];
        Assert.Equal(2, seen.Count);
    }

    [Fact]
    public void Another_network_has_another_fingerprint()
    {
        using FrozenNet net = new(maxBatch: 4, threads: 1, seed: 3), other = new(maxBatch: 4, threads: 1, seed: 4);
        ImageSet images = Samples.Images(9, 1);
        string[] fingerprints =
        [
            new LayerOutputs(images, net, nameof(FrozenNet.Relu1)).Fingerprint, new LayerOutputs(images, other, nameof(FrozenNet.Relu1)).Fingerprint,
            new LayerOutputs(images, net).Fingerprint, new LayerOutputs(Samples.Images(9, 2), net).Fingerprint,
        ];
        Assert.Equal(4, fingerprints.Distinct().Count());
    }

    [Fact]
    public void A_layer_that_is_not_there_and_other_images_are_refused()
    {
        using FrozenNet net = new(maxBatch: 4, threads: 1);
        ArgumentException error = Assert.Throws<ArgumentException>(() => new LayerOutputs(Samples.Images(9, 1), net, "Relu2"));
        Assert.StartsWith("Kiln.Tests.FrozenNet has no layer 'Relu2' with an output; it has Image, Conv1, Relu1, Drop1, Scores", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => new LayerOutputs(new ImageSet(new Shape(2, 2, 1), new byte[4], new int[1]), net));
        Assert.StartsWith("the images are 2×2×1, but Kiln.Tests.FrozenNet reads 6×4×1", error.Message, StringComparison.Ordinal);
    }

    private static (float[] Output, int[] Labels) Read(LayerOutputs outputs, int image, int draw = 0)
    {
        float[] output = new float[outputs.Shape.Count];
        int[] labels = new int[1];
        outputs.Read(image, new SeededRandom(1, draw), output, labels);
        return (output, labels);
    }
}
