using Kiln.Checkpoints;
using Kiln.Data;
using Kiln.Devices;
using Kiln.Numerics;
using Kiln.Training;

namespace Kiln.Tests.Training;

/// <summary>A training whose numbers are not finite any more names the first layer, the epoch and the batch, and leaves its checkpoints.</summary>
public sealed class DivergenceTests : IDisposable
{
    private static readonly TrainingOptions Options = new() { Epochs = 3, BatchSize = 8, LearningRates = [0.01], Seed = 3 };

    private readonly TemporaryFolder folder = new();
    private readonly ImageSet images = Samples.Images(20, 1);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Weights_that_are_not_finite_are_named_with_their_layer()
    {
        using RectifiedNet net = Create();
        net.Scores.WeightsParameter.Edit()[5] = float.NaN;
        DivergedException error = Diverges(net, images);
        Assert.Equal(("Scores", 1, 1), (error.Layer, error.Epoch, error.Batch));
        Assert.Equal(
            "the training diverged: the output of Scores, like Scores.Weights, is not finite in epoch 1, batch 1, the first in the order of the layers; a learning rate below 0.01 or a smaller scale of the images may help",
            error.Message);
    }

    /// <summary>Only the rectification is stored, and it makes nothing infinite: the convolution before it, in the same kernel, does.</summary>
    [Fact]
    public void Of_fused_layers_the_one_is_named_that_overflows()
    {
        using RectifiedNet net = Create();
        Assert.False(net.Conv1.Description.Stored);
        net.Conv1.WeightsParameter.Edit().Fill(2e38f);
        DivergedException error = Diverges(net, images);
        Assert.Equal("Conv1", error.Layer);
        Assert.Contains("the output of Conv1 is not finite in epoch 1, batch 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_that_is_not_finite_is_named()
    {
        float[] pixels = [.. Enumerable.Range(0, 20 * Samples.Shape.Count).Select(i => i / 1000f)];
        pixels[17 * Samples.Shape.Count] = float.PositiveInfinity;
        using RectifiedNet net = Create();
        DivergedException error = Diverges(net, new ImageSet(Samples.Shape, pixels, new int[20]));
        int[] order = [.. Enumerable.Range(0, 20)];
        new SeededRandom(Options.Seed, 1L << 32).Shuffle(order.AsSpan());
        Assert.Equal(("Image", 1, (order.IndexOf(17) / 8) + 1), (error.Layer, error.Epoch, error.Batch));
        Assert.Contains("Image, that is an image as it was given, is not finite", error.Message, StringComparison.Ordinal);
    }

    /// <summary>The gradient of the last batch of epoch 2 is not finite. No loss shows it: the next would be that of epoch 3.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Gradients_of_the_last_step_are_found_and_the_last_good_checkpoint_stays(int parts)
    {
        using DenseNetwork network = Samples.Network(maxBatch: 8);
        network.Optimizer = new PoisonedDescent(at: 6, "Scores.Biases");
        TrainingOptions options = Options with { OutputFolder = folder["run"], KeepAllCheckpoints = false, SubBatches = parts };
        DivergedException error = Assert.Throws<DivergedException>(() => new Trainer(network, options).Run(images, Samples.Images(9, 2)));
        Assert.Equal(("Scores", 2, 3), (error.Layer, error.Epoch, error.Batch));
        Assert.Contains("the gradient by Scores.Biases is not finite in epoch 2, batch 3", error.Message, StringComparison.Ordinal);
        Assert.Equal([1], CheckpointFile.EpochsIn(folder["run"]));
    }

    /// <summary>A step earlier the next loss shows it: at batch 3 of epoch 2 the scores are not finite, like their biases.</summary>
    [Fact]
    public void Parameters_that_a_step_spoils_show_in_the_next_loss()
    {
        using DenseNetwork network = Samples.Network(maxBatch: 8);
        network.Optimizer = new PoisonedDescent(at: 5, "Scores.Biases");
        DivergedException error = Assert.Throws<DivergedException>(() => new Trainer(network, Options).Run(images));
        Assert.Equal(("Scores", 2, 3), (error.Layer, error.Epoch, error.Batch));
        Assert.Contains("the output of Scores, like Scores.Biases, is not finite", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_finite_is_no_divergence()
    {
        using RectifiedNet net = Create();
        net.ComputeGradients(new float[Samples.Shape.Count], [1]);
        Assert.Null(Divergence.Find(net));
        Assert.Null(Divergence.FindInParameters(net));
    }

    private static RectifiedNet Create() => new(new ParameterSet<RectifiedNet>(seed: 1), maxBatch: 8);

    private static DivergedException Diverges(TrainableNetwork net, ImageSet images)
    {
        DivergedException error = Assert.Throws<DivergedException>(() => new Trainer(net, Options).Run(images));
        Assert.DoesNotContain('\n', error.Message);
        return error;
    }

    /// <summary>Plain descent, which at one step finds a gradient that is not a number.</summary>
    private sealed class PoisonedDescent(int at, string poisoned) : Optimizer
    {
        private int step;

        public override IReadOnlyList<OptimizerState> State => [];

        public override void Attach(ParameterSet parameters)
        {
        }

        protected internal override void Update(ParameterSet parameters, AlignedBuffer<float> gradients, WorkerTeam team)
        {
            if (++step == at)
                gradients.Span[parameters[poisoned].Description.Offset] = float.NaN;

            Span<float> values = parameters.Edit();
            for (int i = 0; i < values.Length; i++)
                values[i] -= LearningRate * gradients.Span[i];
        }

        protected internal override void RunPart(int part, int from, int to, int worker) => throw new NotSupportedException();
    }
}
